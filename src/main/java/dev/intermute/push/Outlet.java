package dev.intermute.push;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The way out to one client. Safe for use by any thread. */
interface Outlet {
    /**
     * Sends messages of text, one behind the other; those before must have been taken.
     *
     * @param written called with each when all of it stands before whatever is sent next
     * @return completes when the network has taken them all; fails if the socket is closed before
     */
    CompletionStage<Void> send(List<Outgoing> frames, Consumer<Outgoing> written);

    /** Sends a ping; completes when the network has taken it, and all that was sent before. */
    CompletionStage<Void> ping();

    /**
     * Closes the socket, once. What is written still goes out; of a message that is so in part, the rest doesn't.
     *
     * @param reason asked for when it is settled what is written
     */
    void close(CloseCode code, Supplier<String> reason);

    /** Closes the socket because something failed that nobody foresaw. */
    default void fail() {
        close(CloseCode.INTERNAL_ERROR, () -> "something went wrong here; resume from your last cursor");
    }

    /** When the network last took something of a message, as of {@link System#nanoTime}. */
    long takenAt();

    /** When the client last sent something, as of {@link System#nanoTime}. */
    long heardAt();

    /** What the client sent last is dealt with, and answered: its next message may come. */
    void takeNext();

    /** Cuts the connection off, whatever is still on its way. */
    void abort();
}
