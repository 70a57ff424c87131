package dev.intermute.store;

import java.time.Instant;

/**
 * Takes part in every batch that the {@link Writer} commits: what must be written, numbered or published along with the
 * units of a batch. All methods are called on the writer's thread.
 */
public interface BatchParticipant {
    /**
     * Reads what this participant must know before the first batch; called once, inside a read, at start.
     *
     * @return the latest time that it has recorded: no batch gets an earlier one
     */
    Instant open();

    /** Whether there is something to write although no unit waits. */
    default boolean isDue() {
        return false;
    }

    /** A batch (or another attempt at it) starts: forget what came before, write what is due. */
    void begin(Instant now);

    /**
     * What {@link #begin} was writing when it failed is refused by the database, not for want of storage: leave it out
     * when the batch is run again.
     */
    default void spoiled() {}

    /** Where this participant stands before a unit runs, for {@link #rewind}. */
    int mark();

    /** A unit failed: go back to where it began. */
    void rewind(int mark);

    /** The batch is on disk. Nobody has been answered yet. */
    void committed();

    /** The batch was given up: nothing of it is on disk. */
    void abandoned();
}
