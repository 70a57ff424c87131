package dev.intermute.event;

import java.util.List;

/**
 * A piece of the log for one who catches up.
 *
 * @param entries what it may see, oldest first
 * @param cursor how far the log was read
 * @param head the last cursor of all projects when it was read
 * @param hasMore whether more was there when it was read
 * @param mailbox whose mailbox the reader has, by now; {@code null} for one who sees all mail
 */
public record Replay(List<Entry> entries, long cursor, long head, boolean hasMore, String mailbox) {
    /** An event with its frame. */
    public record Entry(Event event, Frame frame) {}
}
