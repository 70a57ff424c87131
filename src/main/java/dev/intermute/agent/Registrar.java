package dev.intermute.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

import dev.intermute.access.AccessConfig;
import dev.intermute.access.Sha256;
import dev.intermute.event.EventLog;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/** The rules of registration that need the database: sessions and who they belong to. Runs inside a unit of work. */
@ApplicationScoped
class Registrar {
    private final AgentRepository agents;
    private final AgentDirectory directory;
    private final Liveness liveness;
    private final Names names;
    private final Mailboxes mailboxes;
    private final Holdings holdings;
    private final List<Handover> handovers;
    private final EventLog log;
    private final boolean tokenRequired;

    Registrar(
            AgentRepository agents,
            AgentDirectory directory,
            Liveness liveness,
            Names names,
            Mailboxes mailboxes,
            Holdings holdings,
            @All List<Handover> handovers,
            EventLog log,
            AccessConfig access) {
        this.agents = agents;
        this.directory = directory;
        this.liveness = liveness;
        this.names = names;
        this.mailboxes = mailboxes;
        this.holdings = holdings;
        this.handovers = handovers;
        this.log = log;
        this.tokenRequired = access.auth().requireAgentToken();
    }

    RegisterAnswer register(Registration wanted, Instant now) {
        Optional<Agent> same = wanted.sessionId().flatMap(session -> agents.bySession(wanted.project(), session));
        boolean own = same.filter(agent -> wanted.carriesTokenOf(agent)).isPresent();
        if (wanted.tokenAlone().isPresent() && !same.map(agent -> agent.id).equals(wanted.tokenAlone())) {
            throw new ApiException(
                    ErrorCode.AGENT_MISMATCH,
                    "The X-Agent-Token is that of an agent with another session_id; register a new agent without it.");
        }
        if (same.isEmpty()) {
            return create(wanted, now);
        }
        Agent agent = same.get();
        boolean stale = liveness.of(directory.lastSeen(agent), now) == Liveness.State.STALE;
        boolean held = holdings.holdsAny(agent.project, agent.id, now);
        if (stale && (own || !held)) {
            return revive(wanted, agent, own, now);
        }
        if (!own) {
            throw new ApiException(
                            ErrorCode.ACTIVE_SESSION_CONFLICT,
                            "An agent with this session_id is active"
                                    + (stale ? ", for it holds reservations" : "")
                                    + "; send its X-Agent-Token, or use another session_id.")
                    .with("agent_id", agent.id)
                    .with("session_id", agent.sessionId)
                    .with("last_seen", directory.lastSeen(agent));
        }
        return update(wanted, agent, wanted.drawn().presentedToken(), now);
    }

    private RegisterAnswer create(Registration wanted, Instant now) {
        Registration.Drawn drawn = wanted.drawn();
        Agent agent = new Agent(wanted.project(), drawn.agentId(), now);
        agent.sessionId = wanted.sessionId().orElse(drawn.sessionId());
        agent.tokenHash = Sha256.hex(drawn.token());
        agent.capabilities = wanted.capabilities().orElse(List.of());
        agent.metadata = wanted.metadata().orElse(Map.of());
        agent.status = wanted.status().orElse(null);
        agent.lastSeen = now;
        agent.name = names.forNew(wanted, now);
        agents.insert(agent);
        return registered(wanted, agent, drawn.token());
    }

    private RegisterAnswer revive(Registration wanted, Agent agent, boolean own, Instant now) {
        if (tokenRequired && !own) {
            throw new ApiException(
                    ErrorCode.AGENT_MISMATCH, "To come back with this session_id send its X-Agent-Token too.");
        }
        String token = wanted.drawn().token();
        agent.tokenHash = Sha256.hex(token);
        return update(wanted, agent, token, now);
    }

    private RegisterAnswer update(Registration wanted, Agent agent, String token, Instant now) {
        agent.capabilities = wanted.capabilities().orElse(agent.capabilities);
        agent.metadata = wanted.metadata().orElse(agent.metadata);
        agent.status = wanted.status().orElse(agent.status);
        agent.lastSeen = now;
        agent.name = names.forKnown(wanted, agent, now);
        agents.update(agent);
        return registered(wanted, agent, token);
    }

    private RegisterAnswer registered(Registration wanted, Agent agent, String token) {
        directory.stored(agent);
        mailboxes.claim(agent.project, agent.name, agent.id);
        handovers.forEach(handover -> handover.handOver(agent.project, agent.name, agent.id));
        log.handOver(agent.project, agent.name, agent.id);
        long cursor = mailboxes.oldestUnread(agent.project, agent.id).stream()
                .map(oldest -> oldest - 1)
                .findFirst()
                .orElse(log.head());
        String requested =
                wanted.name().filter(name -> !name.equals(agent.name)).orElse(null);
        return new RegisterAnswer(agent.id, agent.sessionId, agent.name, token, cursor, requested);
    }
}
