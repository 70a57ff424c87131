package dev.intermute.reservation;

/** The connection of whoever waits for an answer; called back when the answer is sent, too. */
@FunctionalInterface
interface ClientConnection {
    /** Calls back once it is closed, or has its answer. */
    void whenClosed(Runnable then);
}
