package dev.intermute.record;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.http.ApiException;
import dev.intermute.http.Ids;
import dev.intermute.http.JsonBody;
import dev.intermute.http.Text;

/** Reads and checks the bodies of requests, by the rules of their kind that need no database. */
@ApplicationScoped
class RecordForm {
    private final JsonBody json;
    private final Ids ids;

    RecordForm(JsonBody json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /**
     * A new record.
     *
     * @throws ApiException {@code invalid_request} with the field that breaks a rule
     */
    <T extends WorkRecord> T create(Kind<T> kind, byte[] body) {
        T given = json.read(body, kind.type(), WorkRecord.New.class);
        Text.checkName("id", given.id);
        if (given.id == null) {
            given.id = ids.next();
        }
        complete(given, kind.fields());
        return given;
    }

    /**
     * A change that leaves nothing as it was: what the body doesn't have is absent.
     *
     * @param ifMatch the lines of the header
     * @throws ApiException {@code invalid_request} with the field that breaks a rule
     */
    <T extends WorkRecord> Change<T> replace(Kind<T> kind, byte[] body, List<String> ifMatch) {
        return change(kind, json.read(body, kind.type(), WorkRecord.Changed.class), kind.fields(), ifMatch);
    }

    /**
     * A change of what the body names, by the rules of JSON Merge Patch (RFC 7396): {@code null} removes, an array replaces,
     * what isn't named stays. No field of a kind is an object, so there is nothing to merge further down.
     *
     * @param ifMatch the lines of the header
     * @throws ApiException {@code invalid_request} with the field that breaks a rule
     */
    <T extends WorkRecord> Change<T> patch(Kind<T> kind, byte[] body, List<String> ifMatch) {
        T given = json.read(body, kind.type(), WorkRecord.Changed.class);
        Set<String> names = json.names(body);
        return change(
                kind,
                given,
                kind.fields().stream()
                        .filter(field -> names.contains(field.name()))
                        .toList(),
                ifMatch);
    }

    private <T extends WorkRecord> Change<T> change(
            Kind<T> kind, T given, List<KindField> fields, List<String> ifMatch) {
        complete(given, fields);
        SeenVersion seen =
                kind.isVersioned() ? SeenVersion.of(Kind.versionOf(given).orElse(null), ifMatch) : SeenVersion.ANY;
        return new Change<>(given, fields, seen);
    }

    private static void complete(WorkRecord record, List<KindField> fields) {
        fields.forEach(field -> {
            field.complete(record);
            field.check(record);
        });
    }
}
