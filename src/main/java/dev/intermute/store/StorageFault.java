package dev.intermute.store;

/** The database could not do its work: busy, locked, full, or failing. Never a rule's or a constraint's "no". */
final class StorageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StorageFault(Throwable cause) {
        super(SqliteErrors.describe(cause), cause);
    }
}
