package dev.intermute.bench;

/** How quickly the requests of a lane follow each other. */
interface Pace {
    /**
     * The schedule of one of the threads that share a lane.
     *
     * @param share of the lane's connections, from 0 to 1
     */
    Schedule schedule(long start, long end, double share);

    /** Each connection sends its next request when the last is answered. */
    static Pace asAnswered() {
        return (start, end, share) -> new ClosedLoop(end, Long.MAX_VALUE);
    }

    /** So many requests a second, in all. */
    static Pace perSecond(double rate) {
        return (start, end, share) -> new OpenLoop(start, end, rate * share);
    }

    /** As answered, until there were at least so many in all. */
    static Pace times(long count) {
        return (start, end, share) -> new ClosedLoop(end, (long) Math.ceil(count * share));
    }
}
