package dev.intermute.record;

/**
 * Keeps what belongs to the records of a kind beside their rows: hears of each change inside its unit of work, and of each
 * record that is about to be shown.
 */
interface RecordCompanion {
    /** A record that was changed is about to be stored; the companion may still change it. */
    default void changing(WorkRecord record) {}

    /** A record is about to be deleted. */
    default void deleting(WorkRecord record) {}

    /** A record was read or stored, and goes to a client. Called on any thread, after the unit of work. */
    default void showing(WorkRecord record) {}
}
