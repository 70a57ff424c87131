package dev.intermute.record;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.intermute.access.Address;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.event.EventType;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Text;

/** Tasks over HTTP. */
@Path("/api/tasks")
@Tag(name = "tasks")
@Produces(MediaType.APPLICATION_JSON)
public class TaskResource extends RecordResource<Task> {
    private final TaskDesk desk;

    TaskResource(RecordServices services, TaskDesk desk) {
        super(Task.kind(), services);
        this.desk = desk;
    }

    @POST
    @Path("/{id}/assign")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "assignTask",
            summary = "Give a task to an agent",
            description = "Its status is running then, whatever it was, and a claim on it ends. It needs no version.")
    @APIResponse(
            responseCode = "200",
            description = "The task.",
            content = @Content(schema = @Schema(implementation = Task.class)))
    @FailsWith({ErrorCode.RECORD_NOT_FOUND, ErrorCode.VERSION_CONFLICT})
    public CompletionStage<RestResponse<Task>> assign(
            @PathParam("id") @Parameter(description = "The task's id.") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @QueryParam("project") String project,
            @RequestBody(description = "The agent.") AssignRequest request) {
        if (request == null || request.agent() == null) {
            throw ApiException.invalid("agent", "Field agent must say who gets the task.");
        }
        Text.checkName("agent", request.agent());
        return change(
                id,
                Clues.none().project(request.project()).agent(request.agent()),
                SeenVersion.ifAny(ifMatch),
                EventType.TASK_ASSIGNED,
                task -> task.assign(request.agent()));
    }

    @POST
    @Path("/claim")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "claimTask",
            summary = "Take the oldest task that is pending",
            description = "Of any number of agents that ask at once each gets another. The task is running then, until"
                    + " somebody says otherwise; when the agent gives no sign of life for claim_ttl_minutes it is"
                    + " pending again, for whoever asks next.")
    @APIResponse(
            responseCode = "200",
            description = "The task is the agent's.",
            content = @Content(schema = @Schema(implementation = Task.class)))
    @APIResponse(responseCode = "204", description = "None is pending.")
    @FailsWith(ErrorCode.PROJECT_REQUIRED)
    public CompletionStage<RestResponse<Task>> claim(
            @RequestBody(description = "Who asks, and for what.") ClaimRequest request) {
        if (request == null || request.agent() == null) {
            throw ApiException.invalid("agent", "Field agent must say who asks for a task.");
        }
        Scope scope =
                scope(Clues.none().project(request.project()).projectNeeded().agent(request.agent()));
        Address agent = scope.actFor("agent", request.agent());
        Text.checkLength("story", request.story());
        return desk.claim(scope.project(), agent, Optional.ofNullable(request.story()), ttl(request))
                .thenApply(task ->
                        task.map(found -> answer(RestResponse.Status.OK, found)).orElseGet(RestResponse::noContent));
    }

    private static Duration ttl(ClaimRequest request) {
        long minutes = request.claimTtlMinutes() == null ? ClaimRequest.DEFAULT_TTL_MINUTES : request.claimTtlMinutes();
        if (minutes < 1 || minutes > ClaimRequest.MAX_TTL_MINUTES) {
            throw ApiException.invalid(
                    "claim_ttl_minutes",
                    "Field claim_ttl_minutes must be from 1 to " + ClaimRequest.MAX_TTL_MINUTES + ".");
        }
        return Duration.ofMinutes(minutes);
    }
}
