package dev.intermute.client;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether a connection is in doubt, and how long it may be silent then. For one thread, which reads.
 *
 * <p>The JDK's socket (17 to 25, seen) is silent for ever in two cases: in one of some hundreds of connections it forgets to read
 * on where more comes with the upgrade than its first buffer holds; and it mostly loses the end of a connection that comes while
 * its reader is behind. So a new connection is in doubt, and one whose reader was behind, until the service has answered what it
 * was asked since.
 */
final class Pulse {
    /** A text that comes sooner was there before the reader asked for it: the reader is behind. */
    private static final Duration LAG = Duration.ofMillis(50);

    private final Duration silence;
    private final Duration settling;
    private final LongSupplier nanos;
    private boolean doubtful = true;
    private boolean asked;
    private boolean behind;
    private long waitsSince;
    private long gotAt;

    /**
     * Of a connection that is new.
     *
     * @param silence how long nothing may come, not even a ping of the service
     * @param settling the same in doubt
     * @param nanos the time, as {@link System#nanoTime} has it
     */
    Pulse(Duration silence, Duration settling, LongSupplier nanos) {
        this.silence = silence;
        this.settling = settling;
        this.nanos = nanos;
        this.gotAt = nanos.getAsLong();
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** How long nothing may come now. */
    Duration patience() {
        return doubtful ? settling : silence;
    }

    /** It is open: what came before is no lag. */
    void opened() {
        gotAt = nanos.getAsLong();
    }

    /** The reader wants a text. It is behind if the last one has taken it long. */
    void waits() {
        waitsSince = nanos.getAsLong();
        if (waitsSince - gotAt > LAG.toNanos()) {
            doubt();
        }
    }

    /** The reader has got a text. */
    void got() {
        gotAt = nanos.getAsLong();
        behind = gotAt - waitsSince < LAG.toNanos();
    }

    /** The service was asked for a word. */
    void asked() {
        asked = true;
    }

    /** The text was the answer to that. */
    void answered() {
        doubtful = doubtful && !asked;
    }

    /** The text was something else. */
    void brought() {
        if (behind) {
            doubt();
        }
    }

    private void doubt() {
        doubtful = true;
        asked = false;
    }
}
