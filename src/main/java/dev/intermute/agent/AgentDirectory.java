package dev.intermute.agent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;

import dev.intermute.access.AgentIdentities;
import dev.intermute.store.BatchParticipant;
import dev.intermute.store.StoreLifecycle;

/**
 * Who is registered, in memory: what every request asks for (ids, names, tokens) and what changes with every request
 * (the last sign of life). The database is the truth; this follows each commit before its callers are answered.
 *
 * <p>Signs of life are gathered: an agent's is written at the head of a batch once it has waited for the flush interval,
 * however many came meanwhile. They are put back when that batch fails, so one that can't be written fails no request.
 */
@ApplicationScoped
@Priority(BatchParticipant.AGENTS)
class AgentDirectory implements AgentIdentities, BatchParticipant {
    /** How many signs of life one batch takes along: few enough that the units of the batch don't notice. */
    private static final int FLUSH_LIMIT = 500;

    private final AgentRepository agents;
    private final InstantSource clock;
    private final List<LifeListener> listeners;
    private final long flushNanos;
    private final Map<String, DirectoryEntry> byId = new ConcurrentHashMap<>();
    private final Map<String, Map<String, DirectoryEntry>> byName = new ConcurrentHashMap<>();
    private final Map<String, Map<String, DirectoryEntry>> byToken = new ConcurrentHashMap<>();
    private final Queue<DirectoryEntry> unwritten = new ConcurrentLinkedQueue<>();
    private final List<DirectoryEntry> writing = new ArrayList<>();
    private final List<Agent> pending = new ArrayList<>();

    private volatile boolean closing;
    private DirectoryEntry attempted;

    AgentDirectory(AgentRepository agents, InstantSource clock, @All List<LifeListener> listeners, AgentConfig config) {
        this.agents = agents;
        this.clock = clock;
        this.listeners = listeners;
        this.flushNanos = config.liveness().flushInterval().toNanos();
    }

    @Override
    public Optional<String> projectOf(String agentId) {
        return Optional.ofNullable(byId.get(agentId)).map(entry -> entry.project);
    }

    @Override
    public Optional<String> find(String project, String reference) {
        return entry(project, reference).map(entry -> entry.id);
    }

    @Override
    public Optional<String> ownerOf(String project, String tokenHash) {
        return Optional.ofNullable(byToken.getOrDefault(project, Map.of()).get(tokenHash))
                .map(entry -> entry.id);
    }

    @Override
    public void alive(String project, String agentId) {
        DirectoryEntry entry = byId.get(agentId);
        if (entry == null || !entry.project.equals(project)) {
            return;
        }
        Instant time = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entry.seen(time);
        listeners.forEach(listener -> listener.alive(project, agentId, time));
        if (entry.needsWriting(System.nanoTime())) {
            unwritten.add(entry);
        }
    }

    /** Notes a heartbeat: a sign of life that says that more will come. */
    void beat(DirectoryEntry entry) {
        entry.beat();
        alive(entry.project, entry.id);
    }

    /** The agent of a project that has this id, else the one that has this name. */
    Optional<DirectoryEntry> entry(String project, String reference) {
        DirectoryEntry entry = byId.get(reference);
        if (entry != null && entry.project.equals(project)) {
            return Optional.of(entry);
        }
        return Optional.ofNullable(byName.getOrDefault(project, Map.of()).get(reference));
    }

    /**
     * The agent that has this id, else this name, as the unit of work that runs now finds it: what earlier units of its
     * batch have stored counts, though nobody else knows of it yet. Only inside a unit of work.
     */
    Optional<String> findInUnit(String project, String reference) {
        if (pending.isEmpty()) {
            return find(project, reference);
        }
        Map<String, Agent> changed = new HashMap<>();
        pending.stream().filter(agent -> agent.project.equals(project)).forEach(agent -> changed.put(agent.id, agent));
        if (changed.containsKey(reference)) {
            return Optional.of(reference);
        }
        Optional<String> renamed = changed.values().stream()
                .filter(agent -> agent.name.equals(reference))
                .map(agent -> agent.id)
                .findFirst();
        return renamed.or(
                () -> find(project, reference).filter(id -> id.equals(reference) || !changed.containsKey(id)));
    }

    /** The agent of a project that has this id. */
    Optional<DirectoryEntry> byId(String project, String id) {
        return Optional.ofNullable(byId.get(id)).filter(entry -> entry.project.equals(project));
    }

    /** Whether an agent has ever sent a heartbeat. */
    boolean hasBeaten(Agent agent) {
        DirectoryEntry entry = byId.get(agent.id);
        return agent.heartbeats || (entry != null && entry.hasBeaten());
    }

    /** When an agent was last seen: as a unit of this batch has stored it, else as everybody knows. */
    Instant lastSeen(Agent agent) {
        DirectoryEntry entry = byId.get(agent.id);
        return entry == null || agent.lastSeen.isAfter(entry.lastSeen()) ? agent.lastSeen : entry.lastSeen();
    }

    /** Every agent of a project. */
    Collection<DirectoryEntry> of(String project) {
        return byName.getOrDefault(project, Map.of()).values();
    }

    /** A unit of work has stored an agent: others know once that is on disk. Only inside a unit of work. */
    void stored(Agent agent) {
        pending.add(agent);
    }

    void closing(@Observes @Priority(StoreLifecycle.STOP - 1) ShutdownEvent event) {
        closing = true;
    }

    @Override
    public Instant open() {
        Instant latest = Instant.EPOCH;
        for (Agent agent : agents.all()) {
            apply(agent);
            latest = agent.lastSeen.isAfter(latest) ? agent.lastSeen : latest;
        }
        return latest;
    }

    @Override
    public boolean isDue() {
        DirectoryEntry oldest = unwritten.peek();
        return oldest != null && (closing || System.nanoTime() - oldest.unwrittenSinceNanos() >= flushNanos);
    }

    @Override
    public void begin(Instant now) {
        pending.clear();
        while (writing.size() < FLUSH_LIMIT && isDue()) {
            DirectoryEntry entry = unwritten.remove();
            entry.writing();
            writing.add(entry);
        }
        for (DirectoryEntry entry : writing) {
            attempted = entry;
            agents.seen(entry.project, entry.id, entry.lastSeen(), entry.hasBeaten());
        }
    }

    /** The sign of life that can't be written stays in memory; the agent's next one is tried again. */
    @Override
    public void spoiled() {
        writing.remove(attempted);
    }

    @Override
    public int mark() {
        return pending.size();
    }

    @Override
    public void rewind(int mark) {
        pending.subList(mark, pending.size()).clear();
    }

    @Override
    public void committed() {
        writing.clear();
        List<Agent> alive = pending.stream().filter(this::isSignOfLife).toList();
        pending.forEach(this::apply);
        alive.forEach(agent -> listeners.forEach(listener -> listener.alive(agent.project, agent.id, lastSeen(agent))));
        pending.clear();
    }

    /** Others may change an agent, too. */
    private boolean isSignOfLife(Agent agent) {
        DirectoryEntry entry = byId.get(agent.id);
        return entry == null || agent.lastSeen.isAfter(entry.lastSeen());
    }

    @Override
    public void abandoned() {
        pending.clear();
        for (DirectoryEntry entry : writing) {
            if (entry.needsWriting(entry.unwrittenSinceNanos())) {
                unwritten.add(entry);
            }
        }
        writing.clear();
    }

    private void apply(Agent agent) {
        DirectoryEntry entry = byId.computeIfAbsent(agent.id, id -> new DirectoryEntry(agent.project, id));
        Map<String, DirectoryEntry> names = byName.computeIfAbsent(agent.project, p -> new ConcurrentHashMap<>());
        Map<String, DirectoryEntry> tokens = byToken.computeIfAbsent(agent.project, p -> new ConcurrentHashMap<>());
        String oldName = entry.name();
        String oldToken = entry.tokenHash();
        entry.store(agent);
        names.put(agent.name, entry);
        tokens.put(agent.tokenHash, entry);
        if (oldName != null && !oldName.equals(agent.name)) {
            names.remove(oldName, entry);
        }
        if (oldToken != null && !oldToken.equals(agent.tokenHash)) {
            tokens.remove(oldToken, entry);
        }
    }
}
