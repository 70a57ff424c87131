package dev.intermute.bench;

import java.util.List;

/** What one round of a scenario does: the connections that send, and the sockets that listen. */
record Plan(List<Lane> lanes, List<Subscription> subscriptions) {
    /** Requests alone. */
    static Plan of(Lane... lanes) {
        return new Plan(List.of(lanes), List.of());
    }
}
