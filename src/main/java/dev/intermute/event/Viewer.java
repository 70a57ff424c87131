package dev.intermute.event;

import java.util.Set;

/**
 * Who looks at a piece of a project's log.
 *
 * @param project the project
 * @param mailbox whose eyes: it sees its own mail, and what is told to it alone; {@code null} for what everybody may see,
 *     with all mail
 * @param told the cursors of the private events in it that it may see
 */
record Viewer(String project, String mailbox, Set<Long> told) {
    static Viewer everybody(String project) {
        return new Viewer(project, null, Set.of());
    }

    boolean isEverybody() {
        return mailbox == null;
    }

    /** Whether an event may be shown; of mail its content decides. */
    boolean maySee(Event event) {
        return !event.isPrivate() || told.contains(event.cursor());
    }
}
