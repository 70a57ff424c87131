package dev.intermute.push;

import io.netty.util.ByteProcessor;

/** Checks bytes that come in parts for being UTF-8: the decoder of the WHATWG's Encoding Standard, without its output. */
final class Utf8Run implements ByteProcessor {
    private static final int FIRST_CONTINUATION = 0x80;
    private static final int LAST_CONTINUATION = 0xBF;

    /** How many more bytes the character that has begun needs, and the bounds of the next of them. */
    private int needed;

    private int lowest = FIRST_CONTINUATION;
    private int highest = LAST_CONTINUATION;

    /** Whether UTF-8 may go on with this byte. */
    @Override
    public boolean process(byte signed) {
        int value = signed & 0xff;
        if (needed == 0) {
            return begins(value);
        }
        boolean fits = value >= lowest && value <= highest;
        lowest = FIRST_CONTINUATION;
        highest = LAST_CONTINUATION;
        needed--;
        return fits;
    }

    private boolean begins(int value) {
        if (value < 0x80) {
            return true;
        }
        if (value < 0xC2 || value > 0xF4) {
            return false;
        }
        needed = value < 0xE0 ? 1 : value < 0xF0 ? 2 : 3;
        // No longer form than needed, no half of a surrogate pair, nothing beyond U+10FFFF.
        switch (value) {
            case 0xE0 -> lowest = 0xA0;
            case 0xED -> highest = 0x9F;
            case 0xF0 -> lowest = 0x90;
            case 0xF4 -> highest = 0x8F;
            default -> {}
        }
        return true;
    }

    /** Whether it may end here. */
    boolean isWhole() {
        return needed == 0;
    }
}
