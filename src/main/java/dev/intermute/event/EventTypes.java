package dev.intermute.event;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

/** The types of events that there are: those of mail and reservations, and those that the rooms of records name. */
@ApplicationScoped
public class EventTypes {
    private final List<EventType> all;

    EventTypes(@All List<RecordEventTypes> records) {
        this.all = Stream.concat(
                        EventType.plain().stream(), records.stream().flatMap(more -> more.eventTypes().stream()))
                .toList();
    }

    /** All of them. */
    public List<EventType> all() {
        return all;
    }

    /**
     * The types that a filter's word names: a type, or a family such as {@code message.*}.
     *
     * @return empty if there is none
     */
    public Set<EventType> named(String word) {
        return all.stream()
                .filter(type -> type.wire().equals(word) || type.isIn(word))
                .collect(Collectors.toSet());
    }

    /** The names of all types, for people to read. */
    public String names() {
        return all.stream().map(EventType::wire).collect(Collectors.joining(", "));
    }
}
