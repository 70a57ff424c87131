package dev.intermute.push;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

import dev.intermute.access.Address;
import dev.intermute.access.Admission;
import dev.intermute.access.AgentIdentities;
import dev.intermute.access.Callers;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.event.EventLog;
import dev.intermute.event.Events;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Errors;
import dev.intermute.http.FilterOrder;
import dev.intermute.http.GracefulStop;
import dev.intermute.http.Paging;
import dev.intermute.http.SocketPaths;
import dev.intermute.http.Text;

/**
 * Decides on every request for a socket before it is upgraded, so that a refusal is an HTTP answer with the one error
 * shape: after that there is only a close code to tell it with.
 */
@ApplicationScoped
class UpgradeFilter {
    private static final String EVENTS = SocketPaths.ROOT + "events";
    private static final String AGENTS = SocketPaths.ROOT + "agents/";

    private final Callers callers;
    private final AgentIdentities agents;
    private final Events events;
    private final EventLog log;
    private final Sockets sockets;
    private final Errors errors;
    private final GracefulStop gracefulStop;
    private final Vertx vertx;

    UpgradeFilter(
            Callers callers,
            AgentIdentities agents,
            Events events,
            EventLog log,
            Sockets sockets,
            Errors errors,
            GracefulStop gracefulStop,
            Vertx vertx) {
        this.callers = callers;
        this.agents = agents;
        this.events = events;
        this.log = log;
        this.sockets = sockets;
        this.errors = errors;
        this.gracefulStop = gracefulStop;
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FilterOrder.UPGRADE);
    }

    private void check(RoutingContext routing) {
        if (!SocketPaths.isSocket(routing.normalizedPath())) {
            routing.next();
            return;
        }
        try {
            Optional<String> agent = route(routing.normalizedPath());
            Handshake.check(routing);
            String sinceCursor =
                    Text.given(routing.queryParams().get("since_cursor")).orElse(null);
            // Now is before the upgrade: whatever happens after it has a higher cursor.
            long now = log.committedHead();
            long since = sinceCursor == null ? now : Paging.cursor("since_cursor", sinceCursor);
            Opening opening = agent.isPresent() ? ofAgent(routing, agent.get(), since) : ofProject(routing, since);
            if (sinceCursor == null || since == 0) {
                grant(routing, opening);
            } else {
                grantIfKept(routing, opening);
            }
        } catch (ApiException e) {
            errors.answer(routing, e);
        }
    }

    /** The agent that a path names, none for the events of a project. */
    private static Optional<String> route(String path) {
        if (path.equals(EVENTS)) {
            return Optional.empty();
        }
        String agent = path.startsWith(AGENTS) ? path.substring(AGENTS.length()) : "";
        if (agent.isEmpty() || agent.contains("/")) {
            throw new ApiException(
                    ErrorCode.NOT_FOUND, "There is no such route; there are /ws/agents/{agent} and /ws/events.");
        }
        return Optional.of(URLDecoder.decode(agent.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private Opening ofProject(RoutingContext routing, long since) {
        Scope scope = callers.scope(
                routing, Clues.none().agentParameter(routing.queryParams().get("agent")));
        return new Opening(
                scope.project(), null, true, since, Admission.of(routing).key());
    }

    private Opening ofAgent(RoutingContext routing, String name, long since) {
        Scope scope = callers.scope(routing, Clues.none().agent(name));
        Address agent = scope.actFor("agent", name);
        boolean another = scope.claimed()
                .filter(claimed -> !scope.resolve(claimed).mailbox().equals(agent.mailbox()))
                .isPresent();
        if (another) {
            throw new ApiException(
                    ErrorCode.AGENT_MISMATCH,
                    "X-Agent-ID is another agent than the one in the path; send one of them.");
        }
        if (agent.registered()) {
            agents.alive(scope.project(), agent.mailbox());
        }
        return new Opening(
                scope.project(),
                agent.mailbox(),
                agent.registered(),
                since,
                Admission.of(routing).key());
    }

    private void grantIfKept(RoutingContext routing, Opening opening) {
        vertx.executeBlocking(events::resumable, false).onComplete(read -> {
            if (routing.response().closed()) {
                return;
            }
            if (read.failed()) {
                errors.fail(routing, read.cause());
                return;
            }
            try {
                checkKept(opening.cursor(), read.result().oldest());
                // A cursor of a log that went on further, before an older copy of it was put back, would leave its
                // client
                // deaf until this one has come so far.
                grant(routing, opening.atMost(read.result().newest()));
            } catch (ApiException e) {
                errors.answer(routing, e);
            }
        });
    }

    private static void checkKept(long cursor, long oldest) {
        if (cursor < oldest) {
            throw new ApiException(
                            ErrorCode.CURSOR_EXPIRED,
                            "What came after this cursor is no longer kept; resume from oldest_cursor, or read the inbox.")
                    .with("oldest_cursor", oldest);
        }
    }

    private void grant(RoutingContext routing, Opening opening) {
        UpgradeTicket.keep(opening, sockets.admit(routing.request().connection()));
        gracefulStop.upgraded(routing);
        routing.next();
    }
}
