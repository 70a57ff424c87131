package dev.intermute.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks that one socket gets each message of its senders once and in the order of the log, and how long each took. */
final class ReceiptCheck {
    private static final byte[] CURSOR = "\"cursor\":".getBytes(StandardCharsets.US_ASCII);

    private final List<StampedMessages> senders;
    private final MessageStamp stamp;
    private final Tally tally;
    private final long[] last;
    private long lastCursor;
    private long received;

    /** @param tally where times and faults are counted, shared by the sockets of one thread */
    ReceiptCheck(List<StampedMessages> senders, Tally tally) {
        this.senders = senders;
        this.stamp = senders.get(0).stamp();
        this.tally = tally;
        this.last = new long[senders.size()];
    }

    /** A frame has come; those that aren't messages of these senders are passed over. */
    void accept(byte[] frame, int offset, int length, long now) {
        int at = stamp.find(frame, offset, length);
        if (at < 0) {
            return;
        }
        int sender = stamp.sender(frame, at) - senders.get(0).sender();
        if (sender < 0 || sender >= last.length) {
            tally.failed("a message for somebody else");
            return;
        }
        long number = stamp.number(frame, at);
        long cursor = cursor(frame, offset, length);
        if (number <= last[sender] || cursor <= lastCursor) {
            tally.failed("a message twice or out of order");
            return;
        }
        last[sender] = number;
        lastCursor = cursor;
        received++;
        tally.succeeded(now - stamp.due(frame, at), now);
    }

    private static long cursor(byte[] frame, int offset, int length) {
        int at = Digits.find(frame, offset, length, CURSOR);
        return at < 0 ? -1 : Digits.read(frame, at + CURSOR.length);
    }

    /** Whether everything has come that was accepted so far. */
    boolean isComplete() {
        return received >= accepted();
    }

    /** Counts what never came. */
    void end() {
        for (long missing = accepted() - received; missing > 0; missing--) {
            tally.failed("an accepted message that never came");
        }
    }

    private long accepted() {
        long accepted = 0;
        for (StampedMessages each : senders) {
            accepted += each.acceptedCount();
        }
        return accepted;
    }
}
