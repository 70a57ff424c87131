package dev.intermute.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Address;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Paging;
import dev.intermute.store.Reader;
import dev.intermute.store.Writer;

/** Agents, for every room: who they are, and that they live. */
@ApplicationScoped
public class Agents {
    /** How many agents are read at a time: each may have 64 KiB of metadata. */
    private static final int CHUNK = 100;

    private final Writer writer;
    private final Reader reader;
    private final AgentRepository agents;
    private final AgentDirectory directory;
    private final Registrar registrar;
    private final Liveness liveness;

    Agents(
            Writer writer,
            Reader reader,
            AgentRepository agents,
            AgentDirectory directory,
            Registrar registrar,
            Liveness liveness) {
        this.writer = writer;
        this.reader = reader;
        this.agents = agents;
        this.directory = directory;
        this.registrar = registrar;
        this.liveness = liveness;
    }

    /** Notes a sign of life of whoever stands behind an address; a mere mailbox has none. */
    public void alive(String project, Address address) {
        if (address.registered()) {
            directory.alive(project, address.mailbox());
        }
    }

    /**
     * The mailboxes that texts stand for: an agent's id for its id or name, else the text itself. Only inside a unit of
     * work, whose moment it tells.
     */
    public Map<String, String> mailboxes(String project, Collection<String> references) {
        Map<String, String> mailboxes = new HashMap<>();
        references.forEach(reference -> mailboxes.put(
                reference, directory.findInUnit(project, reference).orElse(reference)));
        return mailboxes;
    }

    /** The id of a registered agent, as the unit of work that runs now finds it. Only inside one. */
    public Optional<String> idInUnit(String project, Address address) {
        return address.registered() ? Optional.of(address.mailbox()) : directory.findInUnit(project, address.written());
    }

    /** The name that an agent has. */
    public Optional<String> nameOf(String project, String id) {
        return directory.byId(project, id).map(DirectoryEntry::name);
    }

    /** When an agent was last seen. */
    public Optional<Instant> lastSeen(String project, String id) {
        return directory.byId(project, id).map(DirectoryEntry::lastSeen);
    }

    /** What others may know of an agent at a glance. */
    public Optional<Standing> standing(String project, String id) {
        return directory
                .byId(project, id)
                .map(entry -> new Standing(entry.name(), liveness.of(entry.lastSeen()), entry.lastSeen()));
    }

    /** Whether an agent that has ever sent a heartbeat has been silent for longer than this. */
    public boolean hasGoneSilent(String project, String id, Duration silence, Instant now) {
        return directory
                .byId(project, id)
                .filter(DirectoryEntry::hasBeaten)
                .filter(entry -> liveness.isSilent(entry.lastSeen(), now, silence))
                .isPresent();
    }

    CompletionStage<RegisterAnswer> register(Registration wanted) {
        return writer.submit(now -> registrar.register(wanted, now));
    }

    /** A heartbeat: answered from memory, unless it tells a change of focus, which is written first. */
    CompletionStage<String> heartbeat(String project, String id, FocusState focus) {
        DirectoryEntry entry = directory.entry(project, id).orElseThrow(Agents::unknown);
        directory.beat(entry);
        if (focus == null || focus.wire().equals(entry.focusState())) {
            return CompletableFuture.completedFuture(entry.id);
        }
        return writer.submit(now -> focus(project, entry.id, focus, now));
    }

    private String focus(String project, String id, FocusState focus, Instant now) {
        Agent agent = agents.byId(project, id).orElseThrow(Agents::unknown);
        agent.focusState = focus.wire();
        agent.focusAt = now;
        store(agent);
        return id;
    }

    CompletionStage<AgentView> mergeMetadata(String project, String id, Map<String, String> changes) {
        return writer.submit(now -> {
            Agent agent = agents.byId(project, id).orElseThrow(Agents::unknown);
            agent.metadata = Metadata.merge(agent.metadata, changes);
            store(agent);
            return view(agent);
        });
    }

    private void store(Agent agent) {
        agent.lastSeen = directory.lastSeen(agent);
        agent.heartbeats |= directory.hasBeaten(agent);
        agents.update(agent);
        directory.stored(agent);
    }

    AgentView get(String project, String reference) {
        DirectoryEntry entry = directory.entry(project, reference).orElseThrow(Agents::unknown);
        return reader.read(() -> agents.byId(project, entry.id).map(this::view).orElseThrow(Agents::unknown));
    }

    /** A page of a project's agents, most recently seen first. */
    AgentPage list(String project, List<String> capabilities, AgentPage.Request page) {
        return reader.read(() -> {
            Collection<String> matching = capabilities.isEmpty() ? null : agents.withCapability(project, capabilities);
            return read(project, page.slice(directory.of(project), matching));
        });
    }

    /** Reads agents until their page is full; like every page it ends at its size, but never without one entry. */
    private AgentPage read(String project, AgentPage.Slice slice) {
        List<AgentView> views = new ArrayList<>();
        List<AgentPage.Position> positions = slice.positions();
        long bytes = 0;
        int examined = 0;
        while (examined < positions.size()) {
            List<String> ids = positions.subList(examined, Math.min(examined + CHUNK, positions.size())).stream()
                    .map(AgentPage.Position::id)
                    .toList();
            Map<String, Agent> stored =
                    agents.byIds(project, ids).stream().collect(Collectors.toMap(agent -> agent.id, agent -> agent));
            for (String id : ids) {
                Agent agent = stored.get(id);
                bytes += agent == null ? 0 : agent.bytes();
                if (bytes > Paging.MAX_PAGE_BYTES && !views.isEmpty()) {
                    return slice.page(views, examined);
                }
                if (agent != null) {
                    views.add(view(agent));
                }
                examined++;
            }
        }
        return slice.page(views, examined);
    }

    private AgentView view(Agent agent) {
        Instant lastSeen = directory.lastSeen(agent);
        return AgentView.of(agent, lastSeen, liveness.of(lastSeen));
    }

    /** An agent at a glance. */
    public record Standing(String name, Liveness.State liveness, Instant lastSeen) {}

    /** The error of a request that names an agent that isn't registered. */
    public static ApiException unknown() {
        return new ApiException(
                ErrorCode.AGENT_NOT_FOUND,
                "There is no such agent in this project; GET /api/agents lists those there are.");
    }
}
