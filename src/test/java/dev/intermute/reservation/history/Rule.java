package dev.intermute.reservation.history;

/** The promises that are checked. */
enum Rule {
    /** No two conflicting reservations are live at once: by the log, and by what their clients saw. */
    EXCLUSION,
    /** A fence is the cursor of its grant, and the later grant has the higher one. */
    FENCE,
    /** Each grant ends by exactly one event, and nothing follows. */
    ONE_END,
    /** What was answered with success is in the log as it was answered, and nothing is there that nobody asked for. */
    ANSWERED,
    /** Nobody is refused for what isn't so. */
    REFUSED,
    /** Nobody waits while nothing blocks them, shorter than they are ready to, or longer. */
    WAITING,
    /** No agent has more than it may have. */
    LIMIT,
    /** Of two that wait for the same the first in line is served first. */
    TURN
}
