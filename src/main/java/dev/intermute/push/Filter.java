package dev.intermute.push;

import java.util.EnumSet;
import java.util.Set;

import dev.intermute.event.EventType;

/**
 * Which types of events a client wants: everything, until it says otherwise. Its first word decides where it starts: with
 * {@code subscribe} it gets what it names and nothing else, with {@code unsubscribe} everything else. Guarded by its
 * owner.
 */
final class Filter {
    private final Set<EventType> passing = EnumSet.allOf(EventType.class);
    private boolean untouched = true;

    boolean passes(EventType type) {
        return passing.contains(type);
    }

    void subscribe(Set<EventType> types) {
        if (untouched) {
            passing.clear();
        }
        passing.addAll(types);
        untouched = false;
    }

    void unsubscribe(Set<EventType> types) {
        passing.removeAll(types);
        untouched = false;
    }
}
