package dev.intermute.record;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

import dev.intermute.access.Clues;
import dev.intermute.event.EventType;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Text;

/** Insights over HTTP. */
@Path("/api/insights")
@Tag(name = "insights")
@Produces(MediaType.APPLICATION_JSON)
public class InsightResource extends RecordResource<Insight> {
    InsightResource(RecordServices services) {
        super(Insight.kind(), services);
    }

    @POST
    @Path("/{id}/link")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "linkInsight",
            summary = "Say which spec an insight bears on",
            description = "It replaces the spec that the insight named before.")
    @APIResponse(
            responseCode = "200",
            description = "The insight.",
            content = @Content(schema = @Schema(implementation = Insight.class)))
    @FailsWith(ErrorCode.RECORD_NOT_FOUND)
    public CompletionStage<RestResponse<Insight>> link(
            @PathParam("id") @Parameter(description = "The insight's id.") String id,
            @QueryParam("project") String project,
            @RequestBody(description = "The spec.") SpecLink request) {
        if (request == null || request.specId() == null) {
            throw ApiException.invalid("spec_id", "Field spec_id must say which spec the insight bears on.");
        }
        Text.checkLength("spec_id", request.specId());
        return change(
                id,
                Clues.none().project(request.project()),
                SeenVersion.ANY,
                EventType.INSIGHT_LINKED,
                insight -> insight.specId = request.specId());
    }
}
