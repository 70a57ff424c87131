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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
    @Operation(summary = "Whether the service answers, in a word", description = "Needs no key.")
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

    /**
     * How the service does.
     *
     * @param status {@code ok} or {@code degraded}
     * @param error the stable code, when degraded
     * @param message what to do, when degraded
     */
    public record Status(String status, String error, String message, Integer retryAfter) {}
}
