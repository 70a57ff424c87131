package dev.intermute.push;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The sockets of one project, by whose mail they get. Lives on the hub's thread. */
final class ProjectSockets {
    private final Set<Subscriber> members = new LinkedHashSet<>();
    private final Map<String, Set<Subscriber>> byMailbox = new HashMap<>();
    private final Map<Subscriber, String> places = new HashMap<>();

    /** Adds a subscriber, or moves it to where its mailbox is now. */
    void place(Subscriber subscriber) {
        remove(subscriber);
        String mailbox = subscriber.mailbox();
        members.add(subscriber);
        places.put(subscriber, mailbox);
        byMailbox.computeIfAbsent(mailbox, m -> new HashSet<>()).add(subscriber);
    }

    void remove(Subscriber subscriber) {
        if (!members.remove(subscriber)) {
            return;
        }
        String place = places.remove(subscriber);
        Set<Subscriber> neighbours = byMailbox.get(place);
        neighbours.remove(subscriber);
        if (neighbours.isEmpty()) {
            byMailbox.remove(place);
        }
    }

    /** A mailbox is an agent's from now on, and so are the sockets that wait for it. */
    void handOver(String mailbox, String agentId) {
        for (Subscriber waiting : Set.copyOf(of(mailbox))) {
            waiting.settle(agentId);
            place(waiting);
        }
    }

    Collection<Subscriber> all() {
        return members;
    }

    Collection<Subscriber> of(String mailbox) {
        return byMailbox.getOrDefault(mailbox, Set.of());
    }

    /** Those who see all mail. */
    Collection<Subscriber> watchers() {
        return of(null);
    }

    boolean isEmpty() {
        return members.isEmpty();
    }
}
