package dev.intermute.record;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.intermute.event.EventType;
import dev.intermute.event.EventType.Action;
import dev.intermute.http.JsonSize;

/**
 * A kind of work record: all that the one resource, the one service and the one repository need to know of it. Read from
 * its class, but for what its events are called where that follows no rule. Immutable once its resource is made.
 */
final class Kind<T extends WorkRecord> {
    /** What a record's JSON weighs beside its fields, id and project: its times, its version and all their names, in bytes. */
    private static final int FRAME_BYTES = 300;

    private final Class<T> type;
    private final String name;
    private final List<KindField> fields;
    private final Map<Action, EventType> called = new EnumMap<>(Action.class);
    private final List<EventType> others = new ArrayList<>();

    private Predicate<T> special = record -> false;
    private EventType specialType;
    private boolean listedByCreation;

    private Kind(Class<T> type) {
        this.type = type;
        this.name = type.getSimpleName().toLowerCase(Locale.ROOT);
        this.fields = KindField.of(type);
        for (Action action : Action.values()) {
            called.put(action, EventType.of(name, action));
        }
    }

    /** The kind that a class of records is. */
    static <T extends WorkRecord> Kind<T> of(Class<T> type) {
        return new Kind<>(type);
    }

    /** The event of an action has an older name. */
    Kind<T> called(Action action, EventType older) {
        called.put(action, older);
        return this;
    }

    /** A change by a client that ends in such a record has an event of its own. */
    Kind<T> calledWhenUpdated(Predicate<T> record, EventType older) {
        special = record;
        specialType = older;
        return also(older);
    }

    /** There is a further event, of an action that only this kind has. */
    Kind<T> also(EventType other) {
        others.add(other);
        return this;
    }

    /** Lists have the newest record first, not that which was changed last. */
    Kind<T> listedByCreation() {
        listedByCreation = true;
        return this;
    }

    /** Its class. */
    Class<T> type() {
        return type;
    }

    /** One of it, in a word: {@code epic}. */
    String name() {
        return name;
    }

    /** Whether a change must name the version that it has seen. */
    boolean isVersioned() {
        return VersionedRecord.class.isAssignableFrom(type);
    }

    boolean isListedByCreation() {
        return listedByCreation;
    }

    /** What clients set, beside id and project. */
    List<KindField> fields() {
        return fields;
    }

    /** The fields, by their names in Java, with the mailbox of an agent that another field names. */
    List<String> mailboxes() {
        return filters().stream()
                .map(field -> field.filter().mailbox())
                .filter(mailbox -> !mailbox.isEmpty())
                .toList();
    }

    /** By which of them a list can be narrowed down. */
    List<KindField> filters() {
        return fields.stream().filter(field -> field.filter() != null).toList();
    }

    /** The event of an action. */
    EventType event(Action action) {
        return called.get(action);
    }

    /** The event of a change by a client. */
    EventType eventOfUpdate(T record) {
        return special.test(record) ? specialType : event(Action.UPDATED);
    }

    /** All that can happen to its records. */
    List<EventType> events() {
        return Stream.concat(called.values().stream(), others.stream()).toList();
    }

    /** The version of a record, if its kind has one. */
    static Optional<Long> versionOf(WorkRecord record) {
        return record instanceof VersionedRecord versioned ? Optional.ofNullable(versioned.version) : Optional.empty();
    }

    /**
     * Notes which agents its texts name, where that isn't noted yet.
     *
     * @param mailboxOf an agent's id for its id or name, else the text itself
     */
    void resolve(T record, UnaryOperator<String> mailboxOf) {
        fields.forEach(field -> field.resolve(record, mailboxOf));
    }

    /** Whom its texts name is to be found out again. */
    void forget(T record) {
        fields.forEach(field -> field.forget(record));
    }

    /** About how many bytes of JSON a record makes. */
    long bytes(T record) {
        return FRAME_BYTES
                + JsonSize.of(record.id)
                + JsonSize.of(record.project)
                + fields.stream().mapToLong(field -> field.bytes(record)).sum();
    }
}
