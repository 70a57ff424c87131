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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.JsonText;
import dev.intermute.http.Text;

/** Agents over HTTP. */
@Path("/api/agents")
@Tag(name = "agents")
@Produces(MediaType.APPLICATION_JSON)
public class AgentResource {
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
            summary = "Register an agent, or refresh one",
            description = "The same session_id again is the same agent: it needs its X-Agent-Token while it is live.")
    public CompletionStage<RegisterAnswer> register(
            RegisterRequest request, @HeaderParam("X-Agent-Token") String token) {
        RegisterRequest body = request == null ? form.empty() : request;
        Scope scope = caller.scope(
                Clues.none().project(body.project()).projectNeeded().registration());
        return agents.register(form.check(scope, body, token));
    }

    @GET
    @Blocking
    @Operation(
            summary = "List the agents of a project",
            description = "Most recently seen first. capability=a,b keeps those that have one of them.")
    public Response list(
            @QueryParam("project") String project,
            @QueryParam("capability") List<String> capability,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Scope scope = caller.scope(Clues.none());
        List<String> capabilities = capability.stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        AgentPage page = agents.list(scope.project(), capabilities, AgentPage.Request.of(limit, cursor));
        Response.ResponseBuilder answer = Response.ok(new AgentList(page.agents()));
        page.next().ifPresent(next -> answer.header("X-Next-Cursor", next));
        return answer.build();
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Operation(summary = "One agent, by id or name")
    public AgentView get(@PathParam("id") String id, @QueryParam("project") String project) {
        Scope scope = caller.scope(Clues.none().agent(id));
        Text.checkName("id", id);
        return agents.get(scope.project(), id);
    }

    @POST
    @Path("/{id}/heartbeat")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say that an agent lives, and what it does")
    public CompletionStage<HeartbeatAnswer> heartbeat(
            @PathParam("id") String id, @QueryParam("project") String project, HeartbeatRequest request) {
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
    @Operation(summary = "Change an agent's metadata", description = "Keys merge; a null value removes its key.")
    public CompletionStage<AgentView> mergeMetadata(
            @PathParam("id") String id, @QueryParam("project") String project, MetadataRequest request) {
        Scope scope = caller.scope(Clues.none().agent(id));
        String mailbox = scope.actFor("id", id).mailbox();
        if (request == null || request.metadata() == null || request.metadata().isEmpty()) {
            throw ApiException.invalid("metadata", "Field metadata must hold at least one key to set or remove.");
        }
        return agents.mergeMetadata(scope.project(), mailbox, request.metadata());
    }

    /** @param agents most recently seen first */
    public record AgentList(List<AgentView> agents) {}

    /** @param focusState {@code at-prompt}, {@code tool-use}, {@code thinking} or {@code unknown} */
    public record HeartbeatRequest(String focusState) {}

    /** @param agentId the agent that lives */
    public record HeartbeatAnswer(String agentId) {}

    /** @param metadata the keys to set, or to remove with {@code null} */
    public record MetadataRequest(
            @JsonDeserialize(keyUsing = JsonText.Key.class, contentUsing = JsonText.Verbatim.class)
            Map<String, String> metadata) {}
}
