package dev.intermute.reservation;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.intermute.access.Address;
import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Pipelining;
import dev.intermute.http.Text;

/** Reservations over HTTP. */
@Path("/api/reservations")
@Tag(name = "reservations")
@Produces(MediaType.APPLICATION_JSON)
public class ReservationResource {
    private static final String WHICH = "The reservation's id.";
    private static final String OWNER = "The owner: an agent's id or name. X-Agent-ID counts before it.";

    private final Caller caller;
    private final RoutingContext routing;
    private final Reservations reservations;
    private final DemandForm form;
    private final Pipelining pipelining;
    /** Where patterns are read: hard ones would hold up an event loop. */
    private final Executor workers = Infrastructure.getDefaultExecutor();

    ReservationResource(
            Caller caller, RoutingContext routing, Reservations reservations, DemandForm form, Pipelining pipelining) {
        this.caller = caller;
        this.routing = routing;
        this.reservations = reservations;
        this.form = form;
        this.pipelining = pipelining;
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reserve",
            summary = "Reserve files before editing them",
            description =
                    "All patterns are granted or none. The same agent with the same patterns in the same way refreshes"
                            + " the reservation that it has. With wait_seconds the request stands in the project's line until it can be"
                            + " granted; who hangs up leaves the line.")
    @APIResponse(
            responseCode = "201",
            description = "The reservation is made.",
            content = @Content(schema = @Schema(implementation = ReservationView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The agent had it already; it is refreshed.",
            content = @Content(schema = @Schema(implementation = ReservationView.class)))
    @FailsWith({
        ErrorCode.INVALID_PATTERN,
        ErrorCode.AGENT_NOT_FOUND,
        ErrorCode.RESERVATION_CONFLICT,
        ErrorCode.RESERVATION_LIMIT
    })
    public CompletionStage<RestResponse<ReservationView>> reserve(
            @RequestBody(description = "What to reserve.") ReserveRequest request) {
        if (request == null) {
            throw ApiException.invalid("agent_id", "A reservation needs a body with agent_id and path_pattern.");
        }
        Scope scope = caller.scope(Clues.none().project(request.project()).agent(DemandForm.agent(request)));
        CompletionStage<Void> closed = whenClosed();
        CompletionStage<Void> unread = pipelining.whenUnread(routing);
        return CompletableFuture.supplyAsync(() -> form.check(scope, request), workers)
                .thenCompose(demand -> reservations.reserve(demand, closed, unread))
                .thenApply(done -> RestResponse.status(
                        done.fresh() ? RestResponse.Status.CREATED : RestResponse.Status.OK, done.reservation()));
    }

    /** Completes once the connection of who asks is closed, or has its answer. */
    private CompletionStage<Void> whenClosed() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        routing.addEndHandler(ended -> closed.complete(null));
        return closed;
    }

    @POST
    @Path("/{id}/renew")
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewReservation",
            summary = "Extend a reservation",
            description = "It lasts a full time from now, and never ends earlier than it would have.")
    @APIResponse(responseCode = "200", description = "The reservation, extended.")
    @FailsWith({ErrorCode.RESERVATION_NOT_FOUND, ErrorCode.NOT_THE_OWNER, ErrorCode.RESERVATION_ENDED})
    public CompletionStage<ReservationView> renew(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @QueryParam("project") String project,
            @QueryParam("agent") @Parameter(description = OWNER) String agent,
            @RequestBody(required = false, description = "For how long. It may be absent.") RenewRequest request) {
        Scope scope = scope(id, agent, request == null ? null : request.project());
        Optional<Duration> ttl = DemandForm.ttl(request == null ? null : request.ttlMinutes());
        return reservations.renew(scope.project(), id, owner(scope, agent), ttl);
    }

    @DELETE
    @Path("/{id}")
    @Blocking
    @Operation(
            operationId = "releaseReservation",
            summary = "Release a reservation",
            description = "One whose time is up is left as it is; one that was released isn't found any more.")
    @APIResponse(responseCode = "200", description = "The reservation, which is over.")
    @FailsWith({ErrorCode.RESERVATION_NOT_FOUND, ErrorCode.NOT_THE_OWNER})
    public CompletionStage<ReservationView> release(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @QueryParam("project") String project,
            @QueryParam("agent") @Parameter(description = OWNER) String agent) {
        Scope scope = scope(id, agent, null);
        return reservations.release(scope.project(), id, owner(scope, agent));
    }

    @DELETE
    @NonBlocking
    @Operation(
            operationId = "releaseReservations",
            summary = "Release all reservations of an agent",
            description = "What an agent does when it is done.")
    @APIResponse(responseCode = "200", description = "How many were released.")
    @FailsWith({ErrorCode.AGENT_NOT_FOUND, ErrorCode.NOT_THE_OWNER})
    public CompletionStage<Released> releaseAll(
            @QueryParam("project") String project,
            @QueryParam("agent") @Parameter(description = "Whose: an agent's id or name.", required = true)
                    String agent) {
        Scope scope = caller.scope(Clues.none().agentParameter(agent));
        String named = Text.given(agent)
                .orElseThrow(() -> ApiException.invalid("agent", "Parameter agent must say whose reservations."));
        Address owner = scope.actFor("agent", named);
        scope.claimed()
                .map(scope::resolve)
                .filter(other -> !other.mailbox().equals(owner.mailbox()))
                .ifPresent(other -> {
                    throw Reservations.notTheOwner();
                });
        return reservations.releaseAll(scope.project(), owner).thenApply(Released::new);
    }

    /** The project of a request about one reservation: by its id, else by the agent. */
    private Scope scope(String id, String agent, String project) {
        Text.checkName("id", id);
        return caller.scope(Clues.none().project(project).reservation(id).agentParameter(agent));
    }

    private static Optional<Address> owner(Scope scope, String agent) {
        return scope.claimed().or(() -> Text.given(agent)).map(named -> scope.actFor("agent", named));
    }

    /** The body of a renewal. */
    @Schema(description = "How a reservation is extended.")
    public record RenewRequest(
            @Schema(
                    minimum = "1",
                    description = "How long it lasts from now on; more than " + DemandForm.MAX_TTL_MINUTES
                            + " is cut to that. Absent: as long as the last time.")
            Long ttlMinutes,

            @Schema(
                    maxLength = Text.MAX_CHARACTERS,
                    description = "The project, as in the parameter project; both together must be the same.")
            String project) {}

    /** The answer to the release of all. */
    @Schema(description = "How many reservations were released.")
    public record Released(
            @Schema(required = true, minimum = "0", description = "How many.")
            int released) {}
}
