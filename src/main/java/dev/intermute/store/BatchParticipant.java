package dev.intermute.store;

import java.time.Instant;

/**
 * Takes part in every batch that the {@link Writer} commits: what must be written, numbered or published along with the
 * units of a batch. All methods are called on the writer's thread.
 *
 * <p>They take their turns by {@code @Priority}, the highest first: who is asked by others comes before them, so what a batch
 * brings is known before the log's feed tells of it, and told before anybody is answered who waited for it.
 */
public interface BatchParticipant {
    /** The turn of agents, whom everybody asks for. */
    int AGENTS = 30;
    /** The turn of what agents hold. */
    int HOLDINGS = 20;
    /** The turn of the log. */
    int LOG = 10;
    /** The turn of those who answer. */
    int ANSWERS = 0;

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
