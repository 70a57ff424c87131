package dev.intermute.push;

import java.util.Optional;

import dev.intermute.access.KeyHolder;

/**
 * What a socket was opened for, as its upgrade was granted.
 *
 * @param project the project that it sees
 * @param mailbox the agent's id, or the name that nobody has yet; {@code null} for all of the project
 * @param settled whether the mailbox can't change hands any more
 * @param cursor it gets what comes after
 * @param key the key that it came with
 */
record Opening(String project, String mailbox, boolean settled, long cursor, Optional<KeyHolder> key) {
    /** The same, but no further on in the log than this. */
    Opening atMost(long newest) {
        return cursor <= newest ? this : new Opening(project, mailbox, settled, newest, key);
    }
}
