package dev.intermute.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.intermute.http.ApiException;
import dev.intermute.http.Text;

/**
 * Where in a request its project may be found, in the order in which the contract looks: whoever builds it names what
 * the route has. Immutable.
 */
public final class Clues {
    private final List<String> named;
    private final String reservation;
    private final List<String> agents;
    private final boolean projectNeeded;
    private final boolean registration;

    private Clues(
            List<String> named, String reservation, List<String> agents, boolean projectNeeded, boolean registration) {
        this.named = named;
        this.reservation = reservation;
        this.agents = agents;
        this.projectNeeded = projectNeeded;
        this.registration = registration;
    }

    /** Nothing but what every request may have: the query parameter {@code project} and {@code X-Agent-ID}. */
    public static Clues none() {
        return new Clues(List.of(), null, List.of(), false, false);
    }

    /** A project that the body or the path names; blank names none. */
    public Clues project(String project) {
        return new Clues(plus(named, project), reservation, agents, projectNeeded, registration);
    }

    /** The reservation that the path names: only on worker threads, for its project may have to be read. */
    public Clues reservation(String id) {
        return new Clues(named, id, agents, projectNeeded, registration);
    }

    /** An agent that the path, the parameter {@code agent} or the body names; call in that order. */
    public Clues agent(String reference) {
        return new Clues(named, reservation, plus(agents, reference), projectNeeded, registration);
    }

    /**
     * The parameter {@code agent} of a route that needs none of its own; blank names nobody.
     *
     * @throws ApiException {@code invalid_request} if it is too long
     */
    public Clues agentParameter(String reference) {
        Text.checkName("agent", reference);
        return agent(reference);
    }

    /** With a key this route must name the project. */
    public Clues projectNeeded() {
        return new Clues(named, reservation, agents, true, registration);
    }

    /**
     * A known token may come without {@code X-Agent-ID}: at registration the session says whose it is. The request is
     * then no sign of life before it is granted.
     */
    public Clues registration() {
        return new Clues(named, reservation, agents, projectNeeded, true);
    }

    List<String> named() {
        return named;
    }

    Optional<String> reservation() {
        return Optional.ofNullable(reservation);
    }

    List<String> agents() {
        return agents;
    }

    boolean isProjectNeeded() {
        return projectNeeded;
    }

    boolean isRegistration() {
        return registration;
    }

    private static List<String> plus(List<String> list, String text) {
        if (Text.given(text).isEmpty()) {
            return list;
        }
        List<String> more = new ArrayList<>(list);
        more.add(text);
        return List.copyOf(more);
    }
}
