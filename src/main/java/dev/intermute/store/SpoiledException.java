package dev.intermute.store;

/** Something has made the transaction impossible to commit, and it isn't the storage: it is to be run again otherwise. */
final class SpoiledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpoiledException() {
        super("the batch is to be run again without what spoiled it", null, false, false);
    }
}
