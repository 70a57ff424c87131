package dev.intermute.cli.remote;

import java.util.List;

import dev.intermute.client.AgentClient;
import dev.intermute.client.Reservation;

/**
 * What an agent holds, so that it may be named by its pattern as well as by its id.
 *
 * @param reservations those that are active
 */
record Held(List<Reservation> reservations) {
    static Held by(AgentClient agent) {
        // Of all that is active: what an agent has ever held only grows.
        return new Held(agent.reservations().active().stream()
                .filter(each ->
                        each.agentId().equals(agent.id()) || each.agent().equals(agent.id()))
                .toList());
    }

    List<String> ids() {
        return reservations.stream().map(Reservation::id).toList();
    }

    /** The ids of what somebody names; what isn't a pattern of them is taken for an id. */
    List<String> ids(List<String> named) {
        return named.stream().flatMap(name -> ids(name).stream()).distinct().toList();
    }

    private List<String> ids(String name) {
        List<String> found = reservations.stream()
                .filter(each -> each.patterns().contains(name))
                .map(Reservation::id)
                .toList();
        return found.isEmpty() ? List.of(name) : found;
    }
}
