package dev.intermute.bench;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/** What came of the requests of one kind: how long those took that succeeded, and how many failed. Used by one thread. */
final class Tally {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    /** To a thousandth. */
    private static final int DIGITS = 3;

    private final Histogram nanos = new Histogram(LONGEST, DIGITS);
    private long errors;
    private String firstError = "";
    private long lastAt = Long.MIN_VALUE;

    void succeeded(long latency, long now) {
        nanos.recordValue(Math.min(Math.max(latency, 0), LONGEST));
        lastAt = now;
    }

    void failed(String why) {
        if (errors++ == 0) {
            firstError = why;
        }
    }

    /** Takes in what another thread has counted. */
    void add(Tally other) {
        nanos.add(other.nanos);
        if (errors == 0) {
            firstError = other.firstError;
        }
        errors += other.errors;
        lastAt = Math.max(lastAt, other.lastAt);
    }

    long count() {
        return nanos.getTotalCount();
    }

    long errors() {
        return errors;
    }

    /** What the first failure was; empty where there was none. */
    String firstError() {
        return firstError;
    }

    /** When the last success was; long ago where there was none. */
    long lastAt() {
        return lastAt;
    }

    double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    double maxMillis() {
        return nanos.getMaxValue() / 1e6;
    }
}
