package dev.intermute.reservation.pattern;

/** Sets of positions as bits of {@code long}s, also as a row of a table that begins at an offset. */
final class Bits {
    private Bits() {}

    static boolean has(long[] row, int index) {
        return has(row, 0, index);
    }

    static boolean has(long[] rows, int offset, int index) {
        return (rows[offset + (index >>> 6)] & 1L << index) != 0;
    }

    static void set(long[] row, int index) {
        row[index >>> 6] |= 1L << index;
    }

    static void setAll(long[] row, int[] indices) {
        for (int index : indices) {
            set(row, index);
        }
    }

    static boolean isEmpty(long[] rows, int offset, int words) {
        for (int word = offset; word < offset + words; word++) {
            if (rows[word] != 0) {
                return false;
            }
        }
        return true;
    }
}
