package dev.intermute.event;

import java.util.List;

/**
 * A piece of the log for one who catches up.
 *
 * @param frames what it may see, oldest first
 * @param events the event of each frame
 * @param cursor how far the log was read
 * @param head the last cursor of all projects when it was read
 * @param hasMore whether more was there when it was read
 * @param mailbox whose mailbox the reader has, by now; {@code null} for one who sees all mail
 */
public record Replay(List<Frame> frames, List<Event> events, long cursor, long head, boolean hasMore, String mailbox) {}
