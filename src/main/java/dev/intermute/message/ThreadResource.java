package dev.intermute.message;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/** Threads over HTTP. */
@Path("/api/threads")
@Tag(name = "messages")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ThreadResource {
    private static final int DEFAULT_LIST_LIMIT = 50;

    private final Caller caller;
    private final ThreadList threads;

    ThreadResource(Caller caller, ThreadList threads) {
        this.caller = caller;
        this.threads = threads;
    }

    @GET
    @Operation(
            summary = "The threads of an agent",
            description = "Newest first; the answer's cursor is an exclusive upper bound to go on below.")
    public ThreadPage list(
            @QueryParam("agent") String agent,
            @QueryParam("project") String project,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        Scope scope = caller.scope(Clues.none().agent(agent));
        String wanted = Text.given(agent)
                .orElseThrow(() -> ApiException.invalid("agent", "Parameter agent must name whose threads to list."));
        Text.checkName("agent", wanted);
        return threads.before(
                scope.project(),
                scope.resolve(wanted).mailbox(),
                Paging.cursor("cursor", cursor),
                Paging.limit(limit, DEFAULT_LIST_LIMIT));
    }

    @GET
    @Path("/{thread_id}")
    @Operation(
            summary = "The messages of a thread",
            description = "Oldest first, after cursor. Every member of the project may read a thread.")
    public MessagePage messages(
            @PathParam("thread_id") String threadId,
            @QueryParam("project") String project,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        Scope scope = caller.scope(Clues.none());
        Text.checkName("thread_id", threadId);
        return threads.messages(
                scope.project(), threadId, Paging.cursor("cursor", cursor), Paging.limit(limit, Paging.MAX_LIMIT));
    }
}
