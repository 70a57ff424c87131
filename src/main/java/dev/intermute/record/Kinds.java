package dev.intermute.record;

import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

import dev.intermute.event.EventType;
import dev.intermute.event.RecordEventTypes;

/** The kinds of records that there are: each that has a resource. */
@ApplicationScoped
class Kinds implements RecordEventTypes {
    private final List<Kind<?>> kinds;

    Kinds(@All List<RecordResource<?>> resources) {
        this.kinds = resources.stream()
                .<Kind<?>>map(RecordResource::kind)
                .sorted(Comparator.comparing(Kind::name))
                .toList();
    }

    /** All of them. */
    List<Kind<?>> all() {
        return kinds;
    }

    @Override
    public List<EventType> eventTypes() {
        return kinds.stream().flatMap(kind -> kind.events().stream()).toList();
    }
}
