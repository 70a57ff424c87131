package dev.intermute.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Address;
import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/** Looking reservations up over HTTP. */
@Path("/api/reservations")
@Tag(name = "reservations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReservationListResource {
    private final Caller caller;
    private final ReservationLists lists;
    private final ClaimReader claims;

    ReservationListResource(Caller caller, ReservationLists lists, ClaimReader claims) {
        this.caller = caller;
        this.lists = lists;
        this.claims = claims;
    }

    @GET
    @Operation(
            operationId = "listReservations",
            summary = "List reservations",
            description =
                    "The active ones of a project; with agent all of that agent, the active ones first. The latest"
                            + " grant first. Without limit the list is whole, up to " + Paging.WHOLE
                            + " reservations; with it, paged. A page ends early at " + Paging.MAX_PAGE_MIB + " MiB.")
    @APIResponse(
            responseCode = "200",
            description = "The reservations.",
            content = @Content(schema = @Schema(implementation = ReservationList.class)),
            headers = @Header(ref = Paging.NEXT_CURSOR))
    public Response list(
            @QueryParam("project") String project,
            @QueryParam("agent") @Parameter(description = "Whose: an agent's id or name. Absent: everybody's.")
                    String agent,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Scope scope = caller.scope(Clues.none().agentParameter(agent));
        ReservationPage.Request wanted = ReservationPage.Request.of(limit, cursor);
        ReservationPage page = Text.given(agent)
                .map(named -> lists.of(scope.project(), scope.resolve(named).mailbox(), wanted))
                .orElseGet(() -> lists.active(scope.project(), wanted));
        return Paging.answer(new ReservationList(page.reservations()), page.next());
    }

    @GET
    @Path("/check")
    @Operation(
            operationId = "checkReservation",
            summary = "See what stands in the way of a reservation",
            description = "Nothing is reserved by it: by the time of a request others may have come.")
    @APIResponse(responseCode = "200", description = "What stands in the way.")
    @FailsWith(ErrorCode.INVALID_PATTERN)
    public Availability check(
            @QueryParam("project") String project,
            @QueryParam("pattern")
                    @Parameter(
                            description =
                                    "What would be reserved, as path_pattern; may be repeated. This or path must be"
                                            + " there.")
                    List<String> pattern,
            @QueryParam("path") @Parameter(description = "Another name for pattern.") List<String> path,
            @QueryParam("exclusive")
                    @Parameter(
                            description = "Whether nobody else might hold what overlaps.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
                    String exclusive,
            @QueryParam("agent") @Parameter(description = "Whose own reservations don't count: an agent's id or name.")
                    String agent) {
        Scope scope = caller.scope(Clues.none().agentParameter(agent));
        Claim claim = claims.read(written(pattern, path), Text.isTrue("exclusive", exclusive, true));
        Optional<String> owner = Text.given(agent).map(scope::resolve).map(Address::mailbox);
        List<ConflictView> conflicts = lists.conflicts(scope.project(), claim, owner);
        return new Availability(conflicts, conflicts.isEmpty());
    }

    private static List<ClaimReader.Written> written(List<String> patterns, List<String> paths) {
        List<ClaimReader.Written> written = new ArrayList<>();
        patterns.stream()
                .filter(text -> Text.given(text).isPresent())
                .forEach(text -> written.add(new ClaimReader.Written("pattern", text)));
        paths.stream()
                .filter(text -> Text.given(text).isPresent())
                .forEach(text -> written.add(new ClaimReader.Written("path", text)));
        if (written.isEmpty()) {
            throw ApiException.invalid("pattern", "Parameter pattern must say which paths to look at.");
        }
        return written;
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getReservation", summary = "One reservation", description = "Also when it is over.")
    @APIResponse(responseCode = "200", description = "The reservation.")
    @FailsWith(ErrorCode.RESERVATION_NOT_FOUND)
    public ReservationView get(
            @PathParam("id") @Parameter(description = "The reservation's id.") String id,
            @QueryParam("project") String project) {
        Text.checkName("id", id);
        Scope scope = caller.scope(Clues.none().reservation(id));
        return lists.get(scope.project(), id);
    }

    /** The answer to a list. */
    @Schema(description = "Reservations.")
    public record ReservationList(
            @Schema(
                    required = true,
                    description = "The reservations, the latest grant first; the active ones before the others.")
            List<ReservationView> reservations) {}

    /** The answer to a check. */
    @Schema(description = "What stands in the way of a reservation.")
    public record Availability(
            @Schema(required = true, maxItems = 100, description = "What others hold that overlaps.")
            List<ConflictView> conflicts,

            @Schema(required = true, description = "Whether there is nothing.")
            boolean available) {}
}
