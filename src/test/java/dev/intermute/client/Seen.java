package dev.intermute.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** A handler that keeps what it was given. */
final class Seen implements Consumer<Event> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void accept(Event event) {
        events.add(event);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    List<Long> cursors() {
        return events().stream().map(Event::cursor).toList();
    }

    List<String> types() {
        return events().stream().map(Event::type).toList();
    }

    /** Waits until it was given so many, and gives them. */
    List<Event> await(int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events()).hasSizeGreaterThanOrEqualTo(count));
        return events();
    }

    /** Waits until it was given these and no others. */
    void awaitCursors(Long... cursors) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cursors()).containsExactly(cursors));
    }
}
