package dev.intermute.client;

/**
 * The work records of a kind that have no version: the last writer wins.
 *
 * @param <T> a record
 * @param <D> what a record is to be
 * @param <F> which records are wanted
 */
public abstract sealed class UnversionedRecords<T, D extends RecordDraft<D>, F extends RecordFilter<F>>
        extends Records<T, D, F> permits Insights, Sessions {
    UnversionedRecords(IntermuteClient client, String route, Class<T> type) {
        super(client, route, type);
    }

    /**
     * Replaces one: what the draft doesn't say is gone. Isn't tried again where the first attempt may have arrived.
     *
     * @return the record as it is now
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, {@link ErrorCode#INVALID_REQUEST}, or as every call
     */
    public T replace(String id, D draft) {
        return write("PUT", id, draft.fields());
    }

    /**
     * Changes what the draft says; all else stays. Isn't tried again where the first attempt may have arrived.
     *
     * @return the record as it is now
     * @throws IntermuteException as {@link #replace}
     */
    public T change(String id, D changes) {
        return write("PATCH", id, changes.fields());
    }
}
