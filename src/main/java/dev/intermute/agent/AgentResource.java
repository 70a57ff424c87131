package dev.intermute.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.JsonText;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/** Agents over HTTP. */
@Path("/api/agents")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
public class AgentResource {
    private static final String WHO = "The agent's id, or its name.";

    private final Caller caller;
    private final Agents agents;
    private final RegistrationForm form;

    AgentResource(Caller caller, Agents agents, RegistrationForm form) {
        this.caller = caller;
        this.agents = agents;
        this.form = form;
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "registerAgent",
            summary = "Register an agent, or refresh one",
            description =
                    "Without a session_id, or with a new one, this makes a new agent. The same session_id again is"
                            + " the same agent: while it is live that takes its X-Agent-Token, and the token stays; when it"
                            + " is stale it comes back with a new token. Mail that was sent to the name before anybody had"
                            + " it is handed over.")
    @APIResponse(responseCode = "200", description = "The agent, and the secret that proves who it is.")
    @FailsWith({
        ErrorCode.INVALID_SESSION_ID,
        ErrorCode.PROJECT_REQUIRED,
        ErrorCode.ACTIVE_SESSION_CONFLICT,
        ErrorCode.NAME_TAKEN
    })
    public CompletionStage<RegisterAnswer> register(
            @RequestBody(required = false, description = "All fields may be absent, and so may the body.")
                    RegisterRequest request,
            @HeaderParam("X-Agent-Token") String token) {
        RegisterRequest body = request == null ? form.empty() : request;
        Scope scope = caller.scope(
                Clues.none().project(body.project()).projectNeeded().registration());
        return agents.register(form.check(scope, body, token));
    }

    @GET
    @Blocking
    @Operation(
            operationId = "listAgents",
            summary = "List the agents of a project",
            description = "Most recently seen first. Without limit the list is whole, up to " + Paging.WHOLE
                    + " agents; with it, paged. A page ends early at " + Paging.MAX_PAGE_MIB + " MiB.")
    @APIResponse(
            responseCode = "200",
            description = "The agents.",
            content = @Content(schema = @Schema(implementation = AgentList.class)),
            headers = @Header(ref = Paging.NEXT_CURSOR))
    public Response list(
            @QueryParam("project") String project,
            @QueryParam("capability")
                    @Parameter(
                            description = "Only agents that have one of these capabilities, repeated or separated by"
                                    + " commas.")
                    List<String> capability,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Scope scope = caller.scope(Clues.none());
        List<String> capabilities = capability.stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        AgentPage page = agents.list(scope.project(), capabilities, AgentPage.Request.of(limit, cursor));
        return Paging.answer(new AgentList(page.agents()), page.next());
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Operation(operationId = "getAgent", summary = "One agent", description = "Being looked at is no sign of life.")
    @APIResponse(responseCode = "200", description = "The agent.")
    @FailsWith(ErrorCode.AGENT_NOT_FOUND)
    public AgentView get(
            @PathParam("id") @Parameter(description = WHO) String id, @QueryParam("project") String project) {
        Scope scope = caller.scope(Clues.none().agent(id));
        Text.checkName("id", id);
        return agents.get(scope.project(), id);
    }

    @POST
    @Path("/{id}/heartbeat")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "heartbeat",
            summary = "Say that an agent lives, and what it does",
            description = "Everybody sees it at once. A focus_state that has changed is on disk when the answer comes.")
    @APIResponse(responseCode = "200", description = "The agent lives.")
    @FailsWith(ErrorCode.AGENT_NOT_FOUND)
    public CompletionStage<HeartbeatAnswer> heartbeat(
            @PathParam("id") @Parameter(description = WHO) String id,
            @QueryParam("project") String project,
            @RequestBody(required = false, description = "What the agent does. It may be absent.")
                    HeartbeatRequest request) {
        Scope scope = caller.scope(Clues.none().agent(id));
        String mailbox = scope.actFor("id", id).mailbox();
        FocusState focus = Optional.ofNullable(request)
                .map(HeartbeatRequest::focusState)
                .map(FocusState::of)
                .orElse(null);
        return agents.heartbeat(scope.project(), mailbox, focus).thenApply(HeartbeatAnswer::new);
    }

    @PATCH
    @Path("/{id}/metadata")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "mergeMetadata",
            summary = "Change an agent's metadata",
            description = "Keys merge; a null value removes its key.")
    @APIResponse(responseCode = "200", description = "The agent, with its metadata as it is now.")
    @FailsWith(ErrorCode.AGENT_NOT_FOUND)
    public CompletionStage<AgentView> mergeMetadata(
            @PathParam("id") @Parameter(description = WHO) String id,
            @QueryParam("project") String project,
            @RequestBody(description = "The change.") MetadataRequest request) {
        Scope scope = caller.scope(Clues.none().agent(id));
        String mailbox = scope.actFor("id", id).mailbox();
        if (request == null || request.metadata() == null || request.metadata().isEmpty()) {
            throw ApiException.invalid("metadata", "Field metadata must hold at least one key to set or remove.");
        }
        return agents.mergeMetadata(scope.project(), mailbox, request.metadata());
    }

    /** The answer to a list. */
    @Schema(description = "Agents of a project.")
    public record AgentList(
            @Schema(required = true, description = "The agents, most recently seen first.")
            List<AgentView> agents) {}

    /** The body of a heartbeat. */
    @Schema(description = "What an agent does.")
    public record HeartbeatRequest(
            @Schema(
                    description = "What its terminal does; absent: as before.",
                    enumeration = {"at-prompt", "tool-use", "thinking", "unknown"})
            String focusState) {}

    /** The answer to a heartbeat. */
    @Schema(description = "The answer to a heartbeat.")
    public record HeartbeatAnswer(
            @Schema(required = true, description = "The id of the agent that lives.")
            String agentId) {}

    /** The body of a change of metadata. */
    @Schema(description = "A change of metadata.")
    public record MetadataRequest(
            @Schema(
                    required = true,
                    minProperties = 1,
                    description = "The keys to set, or to remove with null. All keys and values after the change are at"
                            + " most " + Metadata.MAX_KIB + " KiB of UTF-8.")
            @JsonDeserialize(keyUsing = JsonText.Key.class, contentUsing = JsonText.Verbatim.class)
            Map<String, String> metadata) {}
}
