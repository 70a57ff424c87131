package dev.intermute.message;

import java.time.Instant;
import java.util.List;

/**
 * A message as a query for a page selects it: its columns, and no entities. Making two of those a row took half of a page's
 * time (measured with the load generator's {@code inbox}).
 */
final class MessageRow {
    /** What is selected of {@code Message m}. */
    static final String COLUMNS = "m.id, m.threadId, m.project, m.from, m.to, m.cc, m.subject, m.topic, m.body,"
            + " m.importance, m.ackRequired, m.createdAt, m.cursor";

    /** What is selected of {@code Message m} and {@code Delivery d}. */
    static final String COLUMNS_IN_MAILBOX = COLUMNS + ", d.kind, d.readAt, d.ackAt";

    private static final int IN_MAILBOX = 13;

    private MessageRow() {}

    /** As everybody in the project may see it: a row of {@link #COLUMNS}. */
    static MessageView view(Object[] row) {
        return view(row, null, null, null);
    }

    /** As it stands in a mailbox: a row of {@link #COLUMNS_IN_MAILBOX}. */
    static MessageView viewInMailbox(Object[] row) {
        return view(row, (Kind) row[IN_MAILBOX], (Instant) row[IN_MAILBOX + 1], (Instant) row[IN_MAILBOX + 2]);
    }

    private static MessageView view(Object[] row, Kind kind, Instant readAt, Instant ackAt) {
        return new MessageView(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                texts(row[4]),
                texts(row[5]),
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (Boolean) row[10],
                (Instant) row[11],
                (long) row[12],
                kind,
                readAt,
                ackAt,
                null);
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Object column) {
        return (List<String>) column;
    }
}
