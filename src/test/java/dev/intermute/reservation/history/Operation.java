package dev.intermute.reservation.history;

/**
 * A request and its answer. The request was carried out at a moment between start and end, if it was answered; else at some
 * moment after its start, or never.
 *
 * @param agent the agent's id
 * @param start before the request was sent: {@link System#nanoTime} of the client. All clients run on one host, where that is
 *     the machine's monotonic clock (on Linux CLOCK_MONOTONIC, which counts from its start), hence the same for all processes,
 *     and nobody sets it
 * @param end after the answer was read, or the client had given it up
 */
record Operation(String project, String agent, Asked asked, long start, long end, Outcome outcome) {
    boolean isAnswered() {
        return !(outcome instanceof Outcome.Unanswered);
    }

    boolean isGranted() {
        return outcome instanceof Outcome.Granted;
    }

    /** Whether it was granted something new. */
    boolean isFresh() {
        return outcome instanceof Outcome.Granted granted && granted.fresh();
    }

    /** The fence of what it was granted. */
    long fence() {
        return ((Outcome.Granted) outcome).fence();
    }

    boolean isRefusedWith(String error) {
        return outcome instanceof Outcome.Refused refused && refused.error().equals(error);
    }

    /** A reservation that might wait. */
    boolean isWait() {
        return asked instanceof Asked.Reserve reserve && reserve.mayWait();
    }

    long nanos() {
        return end - start;
    }
}
