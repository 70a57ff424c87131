package dev.intermute.bench;

/**
 * Requests are due at fixed times, however slow the answers are. One that finds no free connection keeps the time at
 * which it was due, so that a stall of the server counts against every request that fell into it.
 */
final class OpenLoop implements Schedule {
    private static final double NANOS = 1e9;

    private final long start;
    private final double perSecond;
    private final long count;
    private long taken;

    OpenLoop(long start, long end, double perSecond) {
        this.start = start;
        this.perSecond = perSecond;
        this.count = (long) Math.ceil((end - start) / NANOS * perSecond);
    }

    @Override
    public boolean isDue(long now) {
        return taken < count && now - due(taken) >= 0;
    }

    @Override
    public long take(long now) {
        return due(taken++);
    }

    @Override
    public boolean isOver(long now) {
        return taken >= count;
    }

    @Override
    public long missed() {
        return count - taken;
    }

    @Override
    public long nextAfter(long now) {
        if (now - start < 0) {
            return start;
        }
        long number = (long) Math.floor((now - start) * perSecond / NANOS) + 1;
        return number < count ? due(number) : Long.MAX_VALUE;
    }

    /** Computed from the start each time: adding up periods would drift. */
    private long due(long number) {
        return start + (long) (number / perSecond * NANOS);
    }
}
