package dev.intermute.message;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import dev.intermute.http.Text;

/** Threads over HTTP. */
@Path("/api/threads")
@Tag(name = "messages")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ThreadResource {
    static final int DEFAULT_LIST_LIMIT = 50;

    private final Caller caller;
    private final ThreadList threads;

    ThreadResource(Caller caller, ThreadList threads) {
        this.caller = caller;
        this.threads = threads;
    }

    @GET
    @Operation(
            operationId = "listThreads",
            summary = "The threads of an agent",
            description =
                    "Newest first; the answer's cursor is where to go on. A message without a thread_id is in none.")
    @APIResponse(responseCode = "200", description = "A page of threads.")
    public ThreadPage list(
            @QueryParam("agent")
                    @Parameter(required = true, description = "Whose threads: an agent's id or name, or a mailbox.")
                    String agent,
            @QueryParam("project") String project,
            @QueryParam("cursor")
                    @Parameter(
                            description =
                                    "Only threads whose last message is before this position; 0: from the newest.")
                    String cursor,
            @QueryParam("limit") @Parameter(schema = @Schema(defaultValue = "" + DEFAULT_LIST_LIMIT)) String limit) {
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
            operationId = "readThread",
            summary = "The messages of a thread",
            description = "Oldest first, after cursor. Every member of the project may read a thread; a thread that"
                    + " nobody knows is empty. A page ends early at " + Paging.MAX_PAGE_MIB + " MiB.")
    @APIResponse(responseCode = "200", description = "A page of the thread.")
    public MessagePage messages(
            @PathParam("thread_id") @Parameter(description = "The thread's id.") String threadId,
            @QueryParam("project") String project,
            @QueryParam("cursor")
                    @Parameter(description = "Only messages after this position: the cursor of an earlier answer.")
                    String cursor,
            @QueryParam("limit") @Parameter(schema = @Schema(defaultValue = "" + Paging.MAX_LIMIT)) String limit) {
        Scope scope = caller.scope(Clues.none());
        Text.checkName("thread_id", threadId);
        return threads.messages(
                scope.project(), threadId, Paging.cursor("cursor", cursor), Paging.limit(limit, Paging.MAX_LIMIT));
    }
}
