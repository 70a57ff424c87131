package dev.intermute.push;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import io.netty.buffer.ByteBuf;

/**
 * The text of one message as UTF-8, in pieces, of which the large one is shared by all sockets that get it: so a message to
 * a thousand sockets is written and kept once.
 */
final class Payload {
    private final List<byte[]> pieces;
    private final int length;

    private Payload(List<byte[]> pieces) {
        this.pieces = pieces;
        this.length = pieces.stream().mapToInt(piece -> piece.length).sum();
    }

    /** The text that these pieces make, one after the other. */
    static Payload of(byte[]... pieces) {
        return new Payload(List.of(pieces));
    }

    /** In bytes. */
    int length() {
        return length;
    }

    /** Writes the bytes from one on, so many. */
    void write(int from, int count, ByteBuf to) {
        int begin = from;
        int left = count;
        for (byte[] piece : pieces) {
            int some = Math.max(0, Math.min(piece.length - begin, left));
            if (some > 0) {
                to.writeBytes(piece, begin, some);
            }
            left -= some;
            begin = Math.max(0, begin - piece.length);
        }
    }

    @Override
    public String toString() {
        // No piece of ours divides a character.
        return pieces.stream()
                .map(piece -> new String(piece, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
