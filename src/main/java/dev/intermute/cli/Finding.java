package dev.intermute.cli;

import java.time.Duration;

/**
 * How a service was found to be.
 *
 * @param well whether it says that it is well
 * @param words a line: when it isn't well, what follows its address
 */
record Finding(boolean well, String words) {
    static final Finding WELL = new Finding(true, "ok");

    /** Of a service that was silent for so long. */
    static Finding silent(Duration patience) {
        return unwell("doesn't answer within " + patience.toSeconds() + " s");
    }

    static Finding unwell(String words) {
        return new Finding(false, words);
    }
}
