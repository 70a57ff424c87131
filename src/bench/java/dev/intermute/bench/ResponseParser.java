package dev.intermute.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the end of each answer on one connection, by its length or by its chunks, and skips the bodies. It takes bytes as
 * they come, in pieces of any size.
 */
final class ResponseParser {
    private static final byte[] CONTENT_LENGTH = ascii("content-length:");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked");
    private static final byte[] CLOSE = ascii("connection: close");
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int LONGEST_HEAD = 16 * 1024;

    private enum Part {
        HEAD,
        BODY,
        CHUNK_LENGTH,
        CHUNK,
        TRAILER
    }

    private Part part = Part.HEAD;
    private byte[] head = new byte[512];
    private int headLength;
    private int status;
    private boolean close;
    private long left;
    private int lineLength;
    private boolean inExtension;

    /**
     * Takes further bytes.
     *
     * @return whether an answer ended with the last of them
     */
    boolean feed(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        boolean ended = false;
        while (at < end) {
            if (ended) {
                throw new IOException("more than one answer to one request");
            }
            switch (part) {
                case HEAD -> ended = head(bytes[at++]);
                case BODY, CHUNK -> {
                    int skipped = (int) Math.min(left, end - at);
                    at += skipped;
                    ended = skip(skipped);
                }
                case CHUNK_LENGTH -> chunkLength(bytes[at++]);
                case TRAILER -> ended = trailer(bytes[at++]);
            }
        }
        return ended;
    }

    /** The status of the last answer. */
    int status() {
        return status;
    }

    /** Whether the server ends the connection behind the last answer. */
    boolean closes() {
        return close;
    }

    private boolean head(byte next) throws IOException {
        if (headLength == head.length) {
            if (headLength == LONGEST_HEAD) {
                throw new IOException("an answer's head without end");
            }
            head = Arrays.copyOf(head, headLength * 2);
        }
        head[headLength++] = next;
        if (next != '\n' || headLength < 4 || head[headLength - 3] != '\n') {
            return false;
        }
        return endOfHead();
    }

    private boolean endOfHead() throws IOException {
        status = (int) Digits.read(head, STATUS_AT, 3);
        if (head[0] != 'H' || status < 100 || status > 599) {
            throw new IOException("no answer of HTTP: " + new String(head, 0, headLength, StandardCharsets.US_ASCII));
        }
        boolean chunked = false;
        close = false;
        left = 0;
        for (int line = nextLine(0); line < headLength; line = nextLine(line)) {
            switch (head[line] | 0x20) {
                case 'c' -> {
                    if (startsWith(line, CONTENT_LENGTH)) {
                        left = number(line + CONTENT_LENGTH.length);
                    }
                    close |= startsWith(line, CLOSE);
                }
                case 't' -> chunked |= startsWith(line, CHUNKED);
                default -> {}
            }
        }
        headLength = 0;
        if (chunked) {
            beginChunk();
            return false;
        }
        part = left == 0 ? Part.HEAD : Part.BODY;
        return left == 0;
    }

    private int nextLine(int line) {
        int at = line;
        while (at < headLength && head[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean startsWith(int at, byte[] lowerCase) {
        if (headLength - at < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            byte next = head[at + i];
            if ((next >= 'A' && next <= 'Z' ? next | 0x20 : next) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        int at = from;
        while (head[at] == ' ') {
            at++;
        }
        return Digits.read(head, at);
    }

    private boolean skip(int count) {
        left -= count;
        if (left > 0) {
            return false;
        }
        if (part == Part.CHUNK) {
            beginChunk();
            return false;
        }
        part = Part.HEAD;
        return true;
    }

    private void beginChunk() {
        part = Part.CHUNK_LENGTH;
        left = 0;
        inExtension = false;
    }

    private void chunkLength(byte next) throws IOException {
        if (next == '\n') {
            part = left == 0 ? Part.TRAILER : Part.CHUNK;
            left += "\r\n".length();
            lineLength = 0;
        } else if (next == ';') {
            inExtension = true;
        } else if (next != '\r' && !inExtension) {
            int digit = Character.digit(next, 16);
            if (digit < 0) {
                throw new IOException("a chunk without a length");
            }
            left = left * 16 + digit;
        }
    }

    private boolean trailer(byte next) {
        if (next != '\n') {
            lineLength += next == '\r' ? 0 : 1;
            return false;
        }
        boolean ended = lineLength == 0;
        lineLength = 0;
        if (ended) {
            part = Part.HEAD;
        }
        return ended;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
