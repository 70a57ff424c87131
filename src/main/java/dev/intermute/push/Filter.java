package dev.intermute.push;

import java.util.HashSet;
import java.util.Set;

import dev.intermute.event.EventType;

/**
 * Which types of events a client wants: everything, until it says otherwise. Its first word decides where it starts: with
 * {@code subscribe} it gets what it names and nothing else, with {@code unsubscribe} everything else. Guarded by its
 * owner.
 */
final class Filter {
    private final Set<EventType> named = new HashSet<>();
    /** Whether what isn't named passes; what is named does the opposite. */
    private boolean others = true;

    private boolean untouched = true;

    boolean passes(EventType type) {
        return named.contains(type) != others;
    }

    void subscribe(Set<EventType> types) {
        if (untouched) {
            others = false;
        }
        change(types, !others);
        untouched = false;
    }

    void unsubscribe(Set<EventType> types) {
        change(types, others);
        untouched = false;
    }

    private void change(Set<EventType> types, boolean name) {
        if (name) {
            named.addAll(types);
        } else {
            named.removeAll(types);
        }
    }
}
