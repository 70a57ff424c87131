package dev.intermute.event;

import java.util.List;

/**
 * Who looks at a project's log.
 *
 * @param project the project
 * @param mailbox whose eyes: it sees its own mail, and what is told to it alone; {@code null} for what everybody may see,
 *     with all mail
 */
record Viewer(String project, String mailbox) {
    static Viewer everybody(String project) {
        return new Viewer(project, null);
    }

    boolean isEverybody() {
        return mailbox == null;
    }

    /** Whether an event may be shown; of mail its content decides. */
    boolean maySee(Event event) {
        List<String> audience = event.audience();
        return audience.isEmpty() || (mailbox != null && audience.contains(mailbox));
    }
}
