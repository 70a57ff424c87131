package dev.intermute.store;

import java.time.Duration;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.http.ErrorBody;
import dev.intermute.http.ErrorCode;

/** The health route of older clients: does a query answer? */
@Path("/health")
@Tag(name = "health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int RETRY_AFTER_SECONDS = 1;

    private final ReadProbe probe;

    HealthResource(ReadProbe probe) {
        this.probe = probe;
    }

    @GET
    @NonBlocking
    @Operation(
            operationId = "health",
            summary = "Whether the service answers, in a word",
            description = "A read of the database must come back within half a second. Needs no key.")
    @SecurityRequirements
    @APIResponse(
            responseCode = "200",
            description = "It does.",
            content = @Content(schema = @Schema(implementation = Status.class)))
    @APIResponse(
            responseCode = "503",
            description = "It doesn't, or it is stopping.",
            content = @Content(schema = @Schema(anyOf = {Status.class, ErrorBody.class})))
    public Uni<Response> health() {
        return probe.answers(PATIENCE).map(answers -> answers ? ok() : degraded());
    }

    private static Response ok() {
        return Response.ok(new Status("ok", null, null, null)).build();
    }

    private static Response degraded() {
        Status status = new Status(
                "degraded",
                ErrorCode.STORAGE_UNAVAILABLE.wire(),
                "The database doesn't answer; try again in a moment.",
                RETRY_AFTER_SECONDS);
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(status)
                .build();
    }

    /** How the service does. */
    @Schema(name = "Health", description = "How the service does.")
    public record Status(
            @Schema(
                    required = true,
                    enumeration = {"ok", "degraded"},
                    description = "In a word.")
            String status,

            @Schema(description = "The stable code, when degraded.")
            String error,

            @Schema(description = "What to do, when degraded.")
            String message,

            @Schema(minimum = "1", description = "Seconds to wait, when degraded.")
            Integer retryAfter) {}
}
