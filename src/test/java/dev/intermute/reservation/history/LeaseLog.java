package dev.intermute.reservation.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import dev.intermute.testing.Client;

/** What one project's log tells of reservations, in the order of its cursors. */
final class LeaseLog {
    private static final int PAGE = 1000;

    private final List<Logged> events;
    private final Map<String, Grant> grants = new LinkedHashMap<>();

    LeaseLog(List<Logged> events) {
        this.events = List.copyOf(events);
        for (Logged event : events) {
            if (event.isCreated()) {
                grants.putIfAbsent(event.id(), new Grant(event));
            } else if (grants.containsKey(event.id())) {
                grants.get(event.id()).later.add(event);
            }
        }
    }

    /** Reads all pages. */
    static LeaseLog read(Client client, String project) {
        List<Logged> events = new ArrayList<>();
        JsonNode page;
        long since = 0;
        do {
            page = client.get(
                            "/api/events",
                            Map.of("project", project, "type", "reservation.*", "limit", PAGE, "since_cursor", since))
                    .body();
            page.path("events").forEach(event -> events.add(logged(event)));
            since = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        return new LeaseLog(events);
    }

    private static Logged logged(JsonNode event) {
        JsonNode data = event.path("data");
        List<String> patterns = new ArrayList<>();
        data.path("patterns").forEach(pattern -> patterns.add(pattern.asText()));
        return new Logged(
                event.path("project").asText(),
                event.path("cursor").asLong(),
                Logged.Kind.valueOf(
                        event.path("type").asText().replace("reservation.", "").toUpperCase(Locale.ROOT)),
                data.path("reservation_id").asText(),
                data.path("agent_id").asText(),
                new Wanted(patterns, data.path("exclusive").asBoolean()),
                Instant.parse(event.path("created_at").asText()),
                Instant.parse(data.path("expires_at").asText()),
                data.path("fence").asLong());
    }

    List<Logged> events() {
        return events;
    }

    /** Those that the log tells of, in the order in which they were made. */
    List<Grant> grants() {
        return List.copyOf(grants.values());
    }

    Optional<Grant> grant(String id) {
        return Optional.ofNullable(grants.get(id));
    }

    /** Goes through the log, and shows before each event what is live. */
    void replay(BiConsumer<Logged, Collection<Grant>> step) {
        Map<String, Grant> live = new LinkedHashMap<>();
        for (Logged event : events) {
            step.accept(event, Collections.unmodifiableCollection(live.values()));
            if (event.isCreated()) {
                live.put(event.id(), grants.get(event.id()));
            } else if (event.kind().isEnd()) {
                live.remove(event.id());
            }
        }
    }

    /** A reservation from its creation on. */
    static final class Grant {
        private final Logged created;
        private final List<Logged> later = new ArrayList<>();

        private Grant(Logged created) {
            this.created = created;
        }

        String id() {
            return created.id();
        }

        String agent() {
            return created.agent();
        }

        Wanted wanted() {
            return created.wanted();
        }

        Logged created() {
            return created;
        }

        /** What followed its creation. */
        List<Logged> later() {
            return later;
        }

        Optional<Logged> end() {
            return later.stream().filter(event -> event.kind().isEnd()).findFirst();
        }

        boolean isReleased() {
            return end().filter(end -> end.kind() == Logged.Kind.RELEASED).isPresent();
        }

        /** The first time that it was to expire at: not before then it can have been over without an event. */
        Instant firstExpiry() {
            return created.expiresAt();
        }

        /** The last: by then it is over, with or without an event. */
        Instant lastExpiry() {
            return Stream.concat(Stream.of(created), later.stream())
                    .map(Logged::expiresAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        boolean conflictsWith(String agent, Wanted other) {
            return !agent().equals(agent) && wanted().conflictsWith(other);
        }

        @Override
        public String toString() {
            return "%s of %s at %d on %s %s"
                    .formatted(
                            id(),
                            agent(),
                            created.cursor(),
                            wanted().patterns(),
                            wanted().exclusive() ? "alone" : "shared");
        }
    }
}
