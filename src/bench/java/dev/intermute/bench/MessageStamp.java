package dev.intermute.bench;

import java.nio.charset.StandardCharsets;

/**
 * The ids of one round's messages, which tell whoever receives one which it is, of which sender, and when it was due. They
 * carry all of it, so that sender and receiver share nothing, however far the receiver lags behind.
 */
final class MessageStamp {
    private static final int SENDER_WIDTH = 6;
    private static final int NUMBER_WIDTH = 10;
    private static final int NANOS_WIDTH = 15;
    private static final String FIELD = "\"message_id\":\"";

    private final String round;
    private final byte[] field;
    private final long origin;

    /**
     * The ids of one round.
     *
     * @param round what no other round on the same server has
     * @param origin the moment from which the times in the ids count
     */
    MessageStamp(String round, long origin) {
        this.round = round + "-";
        this.field = (FIELD + this.round).getBytes(StandardCharsets.US_ASCII);
        this.origin = origin;
    }

    /** An id to be filled in. */
    String blank() {
        return round + "0".repeat(SENDER_WIDTH) + "-" + "0".repeat(NUMBER_WIDTH) + "-" + "0".repeat(NANOS_WIDTH);
    }

    /** Fills in an id that begins here. */
    void write(byte[] target, int offset, int sender, long number, long due) {
        int at = offset + round.length();
        Digits.write(target, at, SENDER_WIDTH, sender);
        Digits.write(target, numberAt(at), NUMBER_WIDTH, number);
        Digits.write(target, dueAt(at), NANOS_WIDTH, due - origin);
    }

    /** Where in a frame such an id stands; -1 where the frame has none of this round. */
    int find(byte[] frame, int offset, int length) {
        int at = Digits.find(frame, offset, length, field);
        return at < 0 ? -1 : at + field.length;
    }

    /** The sender in the id at this place. */
    int sender(byte[] frame, int at) {
        return (int) Digits.read(frame, at, SENDER_WIDTH);
    }

    /** The message's number, of those of its sender, in the id at this place. */
    long number(byte[] frame, int at) {
        return Digits.read(frame, numberAt(at), NUMBER_WIDTH);
    }

    /** When the message with the id at this place was due. */
    long due(byte[] frame, int at) {
        return origin + Digits.read(frame, dueAt(at), NANOS_WIDTH);
    }

    private static int numberAt(int at) {
        return at + SENDER_WIDTH + 1;
    }

    private static int dueAt(int at) {
        return numberAt(at) + NUMBER_WIDTH + 1;
    }
}
