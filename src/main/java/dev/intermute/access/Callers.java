package dev.intermute.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.ext.web.RoutingContext;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Text;

/**
 * Decides the project of a request and checks the agent token: the one place that does. For what isn't served by a
 * resource; those ask {@link Caller}.
 */
@ApplicationScoped
public class Callers {
    /** The project of a local caller that names none. */
    static final String DEFAULT_PROJECT = "default";

    private final AgentIdentities agents;
    private final ReservationProjects reservations;
    private final AccessConfig config;

    Callers(AgentIdentities agents, ReservationProjects reservations, AccessConfig config) {
        this.agents = agents;
        this.reservations = reservations;
        this.config = config;
    }

    /**
     * The project and the agent of a request that the access filter has let in.
     *
     * @throws ApiException {@code invalid_request} for two different projects, {@code project_forbidden} for another
     *     than the key's, {@code project_required} where a key needs one named, {@code agent_mismatch} for a known
     *     token without its agent's id
     */
    public Scope scope(RoutingContext routing, Clues clues) {
        String agentId = header(routing, "X-Agent-ID");
        Text.checkName("X-Agent-ID", agentId);
        String project = project(routing, clues, agentId);
        String tokenOwner = tokenOwner(routing, project, agentId, clues);
        Scope scope = new Scope(project, agents, config.auth().requireAgentToken(), tokenOwner, agentId);
        // Who registers asks whether it has been silent: its own request must not be the answer.
        if (!clues.isRegistration()) {
            scope.identity().filter(Address::registered).ifPresent(agent -> agents.alive(project, agent.mailbox()));
        }
        return scope;
    }

    private String project(RoutingContext routing, Clues clues, String agentId) {
        Admission admission = Admission.of(routing);
        Set<String> named = new LinkedHashSet<>(clues.named());
        routing.queryParam("project").stream()
                .map(Text::given)
                .flatMap(Optional::stream)
                .forEach(named::add);
        named.forEach(project -> Text.checkName("project", project));
        if (admission.project().isPresent()) {
            return ofKey(admission.project().get(), named, clues);
        }
        if (named.size() > 1) {
            throw ApiException.invalid("project", "The request names two different projects; name one.");
        }
        return named.stream()
                .findFirst()
                .or(() -> clues.reservation().flatMap(reservations::projectOf))
                .or(() -> ofAgents(clues, agentId))
                .orElse(DEFAULT_PROJECT);
    }

    private static String ofKey(String project, Set<String> named, Clues clues) {
        if (named.stream().anyMatch(other -> !other.equals(project))) {
            throw new ApiException(
                    ErrorCode.PROJECT_FORBIDDEN,
                    "The key belongs to another project than the one named; name the key's project, or none.");
        }
        if (named.isEmpty() && clues.isProjectNeeded()) {
            throw new ApiException(ErrorCode.PROJECT_REQUIRED, "With a key this route must name its project.")
                    .with("field", "project");
        }
        return project;
    }

    private Optional<String> ofAgents(Clues clues, String agentId) {
        List<String> references = new ArrayList<>(clues.agents());
        if (agentId != null) {
            references.add(agentId);
        }
        return references.stream()
                .map(agents::projectOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private String tokenOwner(RoutingContext routing, String project, String agentId, Clues clues) {
        String token = header(routing, "X-Agent-Token");
        if (token == null) {
            return null;
        }
        String owner = agents.ownerOf(project, Sha256.hex(token)).orElse(null);
        if (owner == null || (agentId == null && clues.isRegistration())) {
            return owner;
        }
        if (agentId == null
                || !agents.find(project, agentId).filter(owner::equals).isPresent()) {
            throw new ApiException(
                    ErrorCode.AGENT_MISMATCH, "The X-Agent-Token isn't that of X-Agent-ID; send the two of one agent.");
        }
        return owner;
    }

    /** A header's text, or {@code null}: clients send names as UTF-8, which HTTP hands on byte by byte as Latin-1. */
    private static String header(RoutingContext routing, String name) {
        if (Set.copyOf(routing.request().headers().getAll(name)).size() > 1) {
            throw ApiException.invalid(name, "Header " + name + " has two values; send one.");
        }
        String raw = Text.given(routing.request().getHeader(name)).orElse(null);
        if (raw == null) {
            return null;
        }
        byte[] bytes = raw.strip().getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return raw.strip();
        }
    }
}
