package dev.intermute.push;

import java.util.concurrent.CompletionStage;

/** The way out to one client. Safe for use by any thread. */
interface Outlet {
    /** Sends a text frame; completes when the network has taken it. */
    CompletionStage<Void> send(String text);

    /** Sends a ping; completes when the network has taken it, and all that was sent before. */
    CompletionStage<Void> ping();

    /** Closes the socket, once; what was sent before still goes out. */
    void close(CloseCode code, String reason);

    /** Closes the socket because something failed that nobody foresaw. */
    default void fail() {
        close(CloseCode.INTERNAL_ERROR, "something went wrong here; resume from your last cursor");
    }

    /** When the client last sent something, as of {@link System#nanoTime}. */
    long heardAt();

    /** What the client sent last is dealt with, and answered: its next message may come. */
    void takeNext();

    /** Cuts the connection off, whatever is still on its way. */
    void abort();
}
