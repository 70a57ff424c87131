package dev.intermute.record;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

import dev.intermute.agent.Agents;
import dev.intermute.event.EventData;
import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;
import dev.intermute.event.EventType.Action;
import dev.intermute.event.NewEvent;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.store.Reader;
import dev.intermute.store.Writer;

/** What is done with work records, the same for every kind. Each change is one unit of work, with its event. */
@ApplicationScoped
class Records {
    private final Writer writer;
    private final Reader reader;
    private final Agents agents;
    private final EventLog log;
    private final EventData data;
    private final RecordRepository records;
    private final List<RecordCompanion> companions;

    Records(
            Writer writer,
            Reader reader,
            Agents agents,
            EventLog log,
            EventData data,
            RecordRepository records,
            @All List<RecordCompanion> companions) {
        this.writer = writer;
        this.reader = reader;
        this.agents = agents;
        this.log = log;
        this.data = data;
        this.records = records;
        this.companions = companions;
    }

    /**
     * Who changes what.
     *
     * @param project where
     * @param agent the mailbox of who does it, or {@code null}
     */
    record By(String project, String agent) {}

    /** A page of a project's records. */
    <T extends WorkRecord> RecordPage<T> list(Kind<T> kind, String project, RecordQuery wanted) {
        RecordPage.Reading<T> page = new RecordPage.Reading<>(wanted.limit(), kind::bytes);
        reader.read(() -> {
            page.clear();
            records.forEach(kind, project, wanted, page::take);
            return null;
        });
        return page.page(this::show, record -> RecordQuery.cursor(record.position));
    }

    /**
     * One record.
     *
     * @throws ApiException {@code record_not_found}
     */
    <T extends WorkRecord> T get(Kind<T> kind, String project, String id) {
        return show(reader.read(() -> find(kind, project, id)));
    }

    /** Stores a new record; it fails with {@code already_exists} if there is one with its id. */
    <T extends WorkRecord> CompletionStage<T> create(Kind<T> kind, By by, T given) {
        return writer.submit(now -> {
                    if (records.byId(kind, by.project(), given.id).isPresent()) {
                        throw new ApiException(
                                ErrorCode.ALREADY_EXISTS,
                                "There is a record of this kind with this id; choose another, or send none.");
                    }
                    given.project = by.project();
                    given.seq = log.head() + 1;
                    given.position = given.seq;
                    given.created(now);
                    kind.forget(given);
                    resolve(kind, given);
                    records.insert(given);
                    tell(kind.event(Action.CREATED), by, given);
                    return given;
                })
                .thenApply(this::show);
    }

    /**
     * Changes a record as a client wants it; it fails with {@code record_not_found}, or with {@code version_conflict} if it
     * isn't any more what the client has seen.
     */
    <T extends WorkRecord> CompletionStage<T> change(Kind<T> kind, By by, String id, Change<T> change) {
        return writer.submit(now -> {
                    T record = find(kind, by.project(), id);
                    change.seen().check(record);
                    change.apply(record);
                    return store(kind, by, record, kind.eventOfUpdate(record), now);
                })
                .thenApply(this::show);
    }

    /**
     * Changes a record by an action that needs no version; it fails with {@code record_not_found}, or with {@code
     * version_conflict} if it names one that isn't the record's any more.
     */
    <T extends WorkRecord> CompletionStage<T> change(
            Kind<T> kind, By by, String id, SeenVersion seen, EventType type, Consumer<T> change) {
        return writer.submit(now -> {
                    T record = find(kind, by.project(), id);
                    seen.check(record);
                    return change(kind, by, record, type, change, now);
                })
                .thenApply(this::show);
    }

    /** Changes a record, inside a unit of work. */
    <T extends WorkRecord> T change(Kind<T> kind, By by, T record, EventType type, Consumer<T> change, Instant now) {
        change.accept(record);
        return store(kind, by, record, type, now);
    }

    private <T extends WorkRecord> T store(Kind<T> kind, By by, T record, EventType type, Instant now) {
        if (!kind.isListedByCreation()) {
            record.position = log.head() + 1;
        }
        record.changed(now);
        resolve(kind, record);
        companions.forEach(companion -> companion.changing(record));
        records.update(record);
        tell(type, by, record);
        return record;
    }

    /**
     * Deletes a record, which needs no version; it fails with {@code record_not_found}, or with {@code version_conflict} if
     * the request names one that isn't the record's any more.
     */
    <T extends WorkRecord> CompletionStage<Void> delete(Kind<T> kind, By by, String id, SeenVersion seen) {
        return writer.submit(now -> {
            T record = find(kind, by.project(), id);
            seen.check(record);
            companions.forEach(companion -> companion.deleting(record));
            records.delete(record);
            log.append(new NewEvent(by.project(), kind.event(Action.DELETED), id, by.agent()));
            return null;
        });
    }

    /**
     * A record as the unit of work, or the read, that runs now finds it.
     *
     * @throws ApiException {@code record_not_found}
     */
    <T extends WorkRecord> T find(Kind<T> kind, String project, String id) {
        return records.byId(kind, project, id).orElseThrow(() -> unknown(kind));
    }

    /** Completes what is shown of a record. */
    <T extends WorkRecord> T show(T record) {
        companions.forEach(companion -> companion.showing(record));
        return record;
    }

    /** Writes the event of a change, which tells the record as it is now. Only inside a unit of work. */
    void tell(EventType type, By by, WorkRecord record) {
        log.append(new NewEvent(by.project(), type, record.id, by.agent(), Set.of(), data.of(record)));
    }

    private <T extends WorkRecord> void resolve(Kind<T> kind, T record) {
        kind.resolve(
                record, text -> agents.mailboxes(record.project, List.of(text)).get(text));
    }

    private static ApiException unknown(Kind<?> kind) {
        return new ApiException(ErrorCode.RECORD_NOT_FOUND, "There is no such " + kind.name() + " in this project.");
    }
}
