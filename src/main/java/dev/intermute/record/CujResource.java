package dev.intermute.record;

import java.util.List;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/** Critical user journeys over HTTP. */
@Path("/api/cujs")
@Tag(name = "cujs")
@Produces(MediaType.APPLICATION_JSON)
public class CujResource extends RecordResource<Cuj> {
    private static final String WHICH = "The cuj's id.";

    private final CujLinks links;

    CujResource(RecordServices services, CujLinks links) {
        super(Cuj.kind(), services);
        this.links = links;
    }

    @POST
    @Path("/{id}/link")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "linkCuj",
            summary = "Say that a cuj goes through a feature",
            description = "Twice is once.")
    @APIResponse(responseCode = "200", description = "The link.")
    @FailsWith(ErrorCode.RECORD_NOT_FOUND)
    public CompletionStage<CujLink.View> link(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @QueryParam("project") String project,
            @RequestBody(description = "The feature.") FeatureLink request) {
        Scope scope = scope(id, request);
        return links.link(kind(), by(scope), id, request.featureId());
    }

    @POST
    @Path("/{id}/unlink")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "unlinkCuj",
            summary = "Say that a cuj doesn't go through a feature any more",
            description = "Twice is once.")
    @APIResponse(responseCode = "200", description = "What isn't linked any more, without linked_at.")
    @FailsWith(ErrorCode.RECORD_NOT_FOUND)
    public CompletionStage<CujLink.View> unlink(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @QueryParam("project") String project,
            @RequestBody(description = "The feature.") FeatureLink request) {
        Scope scope = scope(id, request);
        return links.unlink(kind(), by(scope), id, request.featureId());
    }

    @GET
    @Path("/{id}/links")
    @Blocking
    @Operation(
            operationId = "listCujLinks",
            summary = "List the features that a cuj goes through",
            description = "By the features' ids. Without limit the list is whole, up to " + Paging.WHOLE
                    + " links; with it, paged. A page ends early at " + Paging.MAX_PAGE_MIB + " MiB.")
    @APIResponse(
            responseCode = "200",
            description = "The links.",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = CujLink.View.class)),
            headers = @Header(ref = Paging.NEXT_CURSOR))
    @FailsWith(ErrorCode.RECORD_NOT_FOUND)
    public RestResponse<List<CujLink.View>> links(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @QueryParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Scope scope = scope(Clues.none());
        Text.checkName("id", id);
        return answer(links.of(kind(), scope.project(), id, CujLink.Query.of(limit, cursor)));
    }

    private Scope scope(String id, FeatureLink request) {
        if (request == null || request.featureId() == null) {
            throw ApiException.invalid("feature_id", "Field feature_id must name the feature.");
        }
        Text.checkName("id", id);
        Text.checkLength("feature_id", request.featureId());
        return scope(Clues.none().project(request.project()));
    }
}
