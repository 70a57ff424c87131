package dev.intermute.client;

/**
 * The work records of a kind that are only changed by whoever has seen what they are now, as their version tells.
 *
 * <pre>{@code
 * Task seen = intermute.tasks().get(id);
 * intermute.tasks().change(id, seen.version(), TaskDraft.changes().status(Task.Status.DONE));
 * }</pre>
 *
 * @param <T> a record
 * @param <D> what a record is to be
 * @param <F> which records are wanted
 */
public abstract sealed class VersionedRecords<T, D extends RecordDraft<D>, F extends RecordFilter<F>>
        extends Records<T, D, F> permits Specs, Epics, Stories, Tasks, Cujs {
    VersionedRecords(IntermuteClient client, String route, Class<T> type) {
        super(client, route, type);
    }

    /**
     * Replaces one: what the draft doesn't say is gone. Isn't tried again where the first attempt may have arrived.
     *
     * @param version the one that was read
     * @return the record as it is now
     * @throws IntermuteException {@link ErrorCode#VERSION_CONFLICT} with {@link IntermuteException#currentVersion},
     *     {@link ErrorCode#RECORD_NOT_FOUND}, {@link ErrorCode#INVALID_REQUEST}, or as every call
     */
    public T replace(String id, long version, D draft) {
        return write("PUT", id, version, draft.fields());
    }

    /**
     * Changes what the draft says; all else stays. Isn't tried again where the first attempt may have arrived.
     *
     * @param version the one that was read
     * @return the record as it is now
     * @throws IntermuteException as {@link #replace}
     */
    public T change(String id, long version, D changes) {
        return write("PATCH", id, version, changes.fields());
    }

    /**
     * Deletes one if nobody has changed it.
     *
     * @param version the one that was read
     * @throws IntermuteException {@link ErrorCode#VERSION_CONFLICT}, or as {@link #delete(String)}
     */
    public void deleteIf(String id, long version) {
        delete(ifVersion(version), id);
    }
}
