package dev.intermute.event;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.Paging;

/** The log over HTTP. */
@Path("/api/events")
@Tag(name = "events")
@Produces(MediaType.APPLICATION_JSON)
public class EventResource {
    private static final String AGENT = "An agent whose project it is, where no project is named.";
    private static final String TYPES = """
            Only events of these types, repeated or separated by commas; message.* stands for a family. There are \
            message.created, message.updated, message.read, message.ack, reservation.created, reservation.renewed, \
            reservation.released, reservation.expired, peer.window_poke, spec.created, spec.updated, spec.archived, \
            epic.created, epic.updated, epic.deleted, story.created, story.updated, story.deleted, task.created, \
            task.updated, task.deleted, task.assigned, task.completed, insight.created, insight.updated, \
            insight.deleted, insight.linked, session.started, session.updated, session.stopped, cuj.created, \
            cuj.updated, cuj.archived and cuj.validated.""";

    private final Caller caller;
    private final Events events;
    private final EventTypes eventTypes;

    EventResource(Caller caller, Events events, EventTypes eventTypes) {
        this.caller = caller;
        this.events = events;
        this.eventTypes = eventTypes;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "readEvents",
            summary = "Read the log of a project",
            description = "All events that everyone in the project may see, oldest first, after since_cursor. The"
                    + " answer's cursor is where to go on, also where nothing is new. A page ends early at "
                    + Paging.MAX_PAGE_MIB + " MiB.")
    @APIResponse(responseCode = "200", description = "A page of the log.")
    public EventPage list(
            @QueryParam("project") String project,
            @QueryParam("agent") @Parameter(description = AGENT) String agent,
            @QueryParam("since_cursor") @Parameter(description = "Only events after this position; 0: from the oldest.")
                    String sinceCursor,
            @QueryParam("type") @Parameter(description = TYPES) List<String> type,
            @QueryParam("limit") @Parameter(schema = @Schema(defaultValue = "" + Paging.DEFAULT_LIMIT)) String limit) {
        Scope scope = caller.scope(Clues.none().agentParameter(agent));
        return events.after(
                scope.project(),
                types(type),
                Paging.cursor("since_cursor", sinceCursor),
                Paging.limit(limit, Paging.DEFAULT_LIMIT));
    }

    /** Types may be repeated or separated by commas; {@code message.*} stands for all of a family. */
    private Set<EventType> types(List<String> parameters) {
        Set<EventType> types = new HashSet<>();
        for (String parameter : parameters) {
            for (String name : parameter.split(",")) {
                if (!name.isBlank()) {
                    types.addAll(named(name));
                }
            }
        }
        return types;
    }

    private Set<EventType> named(String name) {
        Set<EventType> named = eventTypes.named(name.strip());
        if (named.isEmpty()) {
            throw ApiException.invalid("type", "There is no such event type; there are " + eventTypes.names() + ".");
        }
        return named;
    }
}
