package dev.intermute.bench;

/** A request is due as soon as a connection is free for it: the answers set the pace. */
final class ClosedLoop implements Schedule {
    private final long end;
    private long left;

    /** @param limit how many requests there are at most */
    ClosedLoop(long end, long limit) {
        this.end = end;
        this.left = limit;
    }

    @Override
    public boolean isDue(long now) {
        return left > 0 && now - end < 0;
    }

    @Override
    public long take(long now) {
        left--;
        return now;
    }

    @Override
    public boolean isOver(long now) {
        return !isDue(now);
    }

    @Override
    public long missed() {
        return 0;
    }

    @Override
    public long nextAfter(long now) {
        return Long.MAX_VALUE;
    }
}
