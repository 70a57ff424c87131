package dev.intermute.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What one connection sends to those who listen: messages that tell their number and when they were due. */
final class StampedMessages implements Requests {
    private final MessageStamp stamp;
    private final int sender;
    private final byte[] request;
    private final int offset;
    private final ByteBuffer buffer;
    private long number;
    private volatile long accepted;

    /**
     * The messages of one connection.
     *
     * @param sender its number among those of the round
     * @param request one that has the stamp's {@link MessageStamp#blank()} as its id
     */
    StampedMessages(MessageStamp stamp, int sender, byte[] request) {
        this.stamp = stamp;
        this.sender = sender;
        this.request = request;
        this.offset = Digits.find(request, 0, request.length, stamp.blank().getBytes(StandardCharsets.US_ASCII));
        this.buffer = ByteBuffer.wrap(request);
    }

    @Override
    public ByteBuffer next(long due) {
        stamp.write(request, offset, sender, ++number, due);
        return buffer.rewind();
    }

    /** Only the sender's thread writes it. */
    @Override
    public void accepted() {
        accepted = accepted + 1;
    }

    /** How many messages were answered with success so far. Any thread may ask. */
    long acceptedCount() {
        return accepted;
    }

    /** Its number among the senders of the round. */
    int sender() {
        return sender;
    }

    /** How to recognise the messages of the round. */
    MessageStamp stamp() {
        return stamp;
    }
}
