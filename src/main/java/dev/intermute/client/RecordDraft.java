package dev.intermute.client;

import java.util.List;

/**
 * What a work record is to be, or what of it is to change. Immutable: each method gives another. What isn't said is absent where
 * a record is made or replaced, and stays as it is where one is changed. An empty text says that there is none: it takes away
 * what was there, as an empty list does.
 *
 * @param <D> the kind of draft
 */
public abstract sealed class RecordDraft<D extends RecordDraft<D>>
        permits SpecDraft, EpicDraft, StoryDraft, TaskDraft, InsightDraft, SessionDraft, CujDraft {
    private static final String ID = "id";

    private final Fields fields;

    RecordDraft(Fields fields) {
        this.fields = fields;
    }

    /** Its id, for those who keep their own; where a record is changed or replaced this says nothing. */
    public D id(String id) {
        return text(ID, id);
    }

    Fields fields() {
        return fields;
    }

    boolean hasId() {
        return fields.says(ID);
    }

    abstract D of(Fields changed);

    final D text(String name, String value) {
        return of(fields.with(name, value.isBlank() ? null : value));
    }

    final D word(String name, Enum<?> value) {
        return of(fields.with(name, Wire.known(name, value)));
    }

    final D list(String name, List<?> values) {
        return of(fields.with(name, List.copyOf(values)));
    }

    final D number(String name, double value) {
        return of(fields.with(name, value));
    }

    final D none(String name) {
        return of(fields.with(name, null));
    }
}
