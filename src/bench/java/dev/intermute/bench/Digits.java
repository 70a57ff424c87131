package dev.intermute.bench;

/** Numbers and texts inside a request or a frame. */
final class Digits {
    private Digits() {}

    /** Writes a number with leading zeros. */
    static void write(byte[] target, int offset, int width, long number) {
        long rest = number;
        for (int i = offset + width - 1; i >= offset; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Reads a number of this width. */
    static long read(byte[] source, int offset, int width) {
        long number = 0;
        for (int i = offset; i < offset + width; i++) {
            number = number * 10 + source[i] - '0';
        }
        return number;
    }

    /** Reads a number up to the first byte that isn't a digit. */
    static long read(byte[] source, int offset) {
        int end = offset;
        while (end < source.length && source[end] >= '0' && source[end] <= '9') {
            end++;
        }
        return read(source, offset, end - offset);
    }

    /** Where a text begins in these bytes; -1 where it doesn't occur. */
    static int find(byte[] source, int offset, int length, byte[] text) {
        int last = offset + length - text.length;
        for (int i = offset; i <= last; i++) {
            if (source[i] == text[0] && matches(source, i, text)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] source, int offset, byte[] text) {
        for (int i = 1; i < text.length; i++) {
            if (source[offset + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
