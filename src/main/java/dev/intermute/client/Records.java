package dev.intermute.client;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The work records of a kind, in a project.
 *
 * @param <T> a record
 * @param <D> what a record is to be
 * @param <F> which records are wanted
 */
public abstract sealed class Records<T, D extends RecordDraft<D>, F extends RecordFilter<F>>
        permits VersionedRecords, UnversionedRecords {
    private static final String VERSION = "version";

    private final IntermuteClient client;
    private final String route;
    private final Class<T> type;

    Records(IntermuteClient client, String route, Class<T> type) {
        this.client = client;
        this.route = route;
        this.type = type;
    }

    /** All of them, what was changed last first; insights by age, the newest first. */
    public List<T> list() {
        return Pages.all(client, Call.get(route), "", type);
    }

    /** Those that are wanted, in the same order. */
    public List<T> list(F wanted) {
        return Pages.all(client, wanted.narrow(Call.get(route)), "", type);
    }

    /**
     * One of them.
     *
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, or as every call
     */
    public T get(String id) {
        return client.send(Call.get(route + "/{}", id)).as(type);
    }

    /**
     * Makes one. Without an id of the caller's it gets one, and is made once, however often that is tried; with one it isn't tried
     * again where the first attempt may have arrived.
     *
     * @throws IntermuteException {@link ErrorCode#ALREADY_EXISTS} if there is one under the caller's id,
     *     {@link ErrorCode#INVALID_REQUEST}, or as every call
     */
    public T create(D draft) {
        if (draft.hasId()) {
            return client.send(Call.once("POST", route).with(draft.fields())).as(type);
        }
        String freshId = UUID.randomUUID().toString();
        Call call = Call.repeatable("POST", route).with(draft.fields().with("id", freshId));
        return client.sendUnlessDone(call, ErrorCode.ALREADY_EXISTS)
                .map(answer -> answer.as(type))
                .orElseGet(() -> get(freshId));
    }

    /**
     * Deletes one, whatever its version. What names it stays as it is; of a cuj its links go, too.
     *
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, or as every call
     */
    public void delete(String id) {
        delete(client, id);
    }

    final void delete(IntermuteClient as, String id) {
        as.sendUnlessDone(Call.repeatable("DELETE", route + "/{}", id), ErrorCode.RECORD_NOT_FOUND)
                .ifPresent(Records::expectNothing);
    }

    final T write(String method, String id, Fields body) {
        return client.send(Call.once(method, route + "/{}", id).with(body)).as(type);
    }

    final T write(String method, String id, long version, Fields body) {
        return write(method, id, body.with(VERSION, version));
    }

    final IntermuteClient client() {
        return client;
    }

    /** The project for calls that are meant for one version of a record. */
    final IntermuteClient ifVersion(long version) {
        return client.with(Map.of("If-Match", "\"" + version + "\""));
    }

    private static void expectNothing(Answer answer) {
        if (!answer.isEmpty()) {
            throw Answer.unintelligible("HTTP status " + answer.status() + " to a delete", null);
        }
    }
}
