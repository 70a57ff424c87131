package dev.intermute.agent;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Text;

/**
 * Who gets which name: unique among the live agents of a project. A taken name is given out with a number; that of a
 * stale agent without reservations is taken over, and its holder goes on as {@code name~<short id>}; a long
 * name is shortened for that. Runs inside a unit of work.
 */
@ApplicationScoped
class Names {
    private static final int SHORT_ID = 8;

    private final AgentRepository agents;
    private final AgentDirectory directory;
    private final Liveness liveness;
    private final Holdings holdings;

    Names(AgentRepository agents, AgentDirectory directory, Liveness liveness, Holdings holdings) {
        this.agents = agents;
        this.directory = directory;
        this.liveness = liveness;
        this.holdings = holdings;
    }

    /** The name for an agent that is new. */
    String forNew(Registration wanted, Instant now) {
        if (wanted.name().isEmpty()) {
            return generated(wanted);
        }
        return claim(wanted, wanted.name().get(), now);
    }

    /** The name for an agent that comes again: the one it has, unless it asks for another. */
    String forKnown(Registration wanted, Agent agent, Instant now) {
        if (wanted.name().isEmpty() || wanted.name().get().equals(agent.name)) {
            return agent.name;
        }
        return claim(wanted, wanted.name().get(), now);
    }

    private String generated(Registration wanted) {
        return wanted.drawn().names().stream()
                .filter(name -> isFree(wanted.project(), name))
                .findFirst()
                .orElseGet(
                        () -> numbered(wanted.project(), wanted.drawn().names().get(0)));
    }

    private String claim(Registration wanted, String name, Instant now) {
        Optional<Agent> holder = agents.byName(wanted.project(), name);
        if (holder.isEmpty()) {
            return name;
        }
        if (isGone(holder.get(), now)) {
            retire(holder.get());
            return name;
        }
        if (wanted.refuseTakenName()) {
            throw new ApiException(ErrorCode.NAME_TAKEN, "Another live agent has this name; choose another.")
                    .with("agent_id", holder.get().id)
                    .with("last_seen", directory.lastSeen(holder.get()));
        }
        return numbered(wanted.project(), name);
    }

    /** What a stale agent has reserved is still its own, by its name too. */
    private boolean isGone(Agent holder, Instant now) {
        return liveness.of(directory.lastSeen(holder), now) == Liveness.State.STALE
                && !holdings.holdsAny(holder.project, holder.id, now);
    }

    private void retire(Agent holder) {
        String random = holder.id.replace("-", "");
        int length = SHORT_ID;
        while (length < random.length() && !isFree(holder.project, retired(holder.name, random, length))) {
            length++;
        }
        holder.lastSeen = directory.lastSeen(holder);
        holder.name = retired(holder.name, random, length);
        agents.update(holder);
        directory.stored(holder);
    }

    /** Ends in the random end of an id: its beginning is a time, which neighbours share. */
    private static String retired(String name, String id, int length) {
        return extended(name, "~" + id.substring(id.length() - length));
    }

    /** A name with an end to it, shortened before that end so that the whole is no longer than a name may be. */
    static String extended(String name, String end) {
        int room = Text.MAX_CHARACTERS - end.length();
        if (name.length() <= room || name.codePointCount(0, name.length()) <= room) {
            return name + end;
        }
        return name.substring(0, name.offsetByCodePoints(0, room)) + end;
    }

    /**
     * A free {@code name-2}, {@code name-3}, …: doubling until one is free, then halving the gap, so that ten thousand
     * agents of one name take some thirty look-ups each and not ten thousand.
     */
    private String numbered(String project, String name) {
        long taken = 1;
        long free = 2;
        while (!isFree(project, extended(name, "-" + free))) {
            taken = free;
            free *= 2;
        }
        while (free - taken > 1) {
            long middle = (taken + free) / 2;
            if (isFree(project, extended(name, "-" + middle))) {
                free = middle;
            } else {
                taken = middle;
            }
        }
        return extended(name, "-" + free);
    }

    private boolean isFree(String project, String name) {
        return agents.byName(project, name).isEmpty();
    }
}
