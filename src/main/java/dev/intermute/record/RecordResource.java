package dev.intermute.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

import dev.intermute.access.Address;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.event.EventType;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/**
 * The records of a kind over HTTP. A subclass says at which path; {@link RecordDescription} completes what is described here
 * with the names and the fields of the kind.
 */
@Produces(MediaType.APPLICATION_JSON)
public abstract class RecordResource<T extends WorkRecord> {
    /** The content type of a JSON Merge Patch (RFC 7396). */
    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final String WHICH = "The {kind}'s id.";

    private final Kind<T> kind;
    private final RecordServices services;

    RecordResource(Kind<T> kind, RecordServices services) {
        this.kind = kind;
        this.services = services;
    }

    Kind<T> kind() {
        return kind;
    }

    /** Where a request works, and in whose name. */
    Scope scope(Clues clues) {
        return services.caller().scope(clues);
    }

    @GET
    @Blocking
    @Operation(
            summary = "List {kinds}",
            description = "{order} Several filters narrow it down together. Without limit the list is whole, up to "
                    + Paging.WHOLE + " {kinds}; with it, paged. A page ends early at " + Paging.MAX_PAGE_MIB + " MiB.")
    @APIResponse(responseCode = "200", description = "The {kinds}.", headers = @Header(ref = Paging.NEXT_CURSOR))
    public RestResponse<List<T>> list(
            @Context UriInfo address,
            @QueryParam("project") String project,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Scope scope = scope(clues(address));
        RecordPage<T> page =
                services.records().list(kind, scope.project(), RecordQuery.of(filters(scope, address), limit, cursor));
        return answer(page);
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make {a kind}",
            description = "With an id of your own a retry that finds it there already is 409 already_exists.")
    @APIResponse(responseCode = "201", description = "The {kind} is on disk.")
    @FailsWith({ErrorCode.PROJECT_REQUIRED, ErrorCode.ALREADY_EXISTS})
    public CompletionStage<RestResponse<T>> create(@RequestBody(description = "The {kind}.") byte[] body) {
        T given = services.form().create(kind, present(body));
        Scope scope = scope(given, true);
        return services.records()
                .create(kind, by(scope), given)
                .thenApply(record -> answer(RestResponse.Status.CREATED, record));
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Operation(summary = "One {kind}", description = "{tag}")
    @APIResponse(responseCode = "200", description = "The {kind}.")
    @FailsWith(ErrorCode.RECORD_NOT_FOUND)
    public RestResponse<T> get(
            @PathParam("id") @Parameter(description = WHICH) String id, @QueryParam("project") String project) {
        Scope scope = scope(Clues.none());
        Text.checkName("id", id);
        return answer(RestResponse.Status.OK, services.records().get(kind, scope.project(), id));
    }

    @PUT
    @Path("/{id}")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replace {a kind}",
            description =
                    "What the body doesn't have, the {kind} hasn't any more; only its id and its times stay. {rule}")
    @APIResponse(responseCode = "200", description = "The {kind} as it is now.")
    @FailsWith({ErrorCode.PROJECT_REQUIRED, ErrorCode.RECORD_NOT_FOUND, ErrorCode.VERSION_CONFLICT})
    public CompletionStage<RestResponse<T>> replace(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @RequestBody(description = "The {kind} as it is to be.") byte[] body) {
        Text.checkName("id", id);
        Change<T> change = services.form().replace(kind, present(body), ifMatch);
        return change(id, scope(change.given(), true), change);
    }

    @PATCH
    @Path("/{id}")
    @NonBlocking
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    @Operation(
            summary = "Change some of {a kind}",
            description =
                    "A JSON Merge Patch (RFC 7396): what the body names is replaced, null removes, all else stays."
                            + " {rule}")
    @APIResponse(responseCode = "200", description = "The {kind} as it is now.")
    @FailsWith({ErrorCode.RECORD_NOT_FOUND, ErrorCode.VERSION_CONFLICT})
    public CompletionStage<RestResponse<T>> patch(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @RequestBody(description = "What is to change.") byte[] body) {
        Text.checkName("id", id);
        Change<T> change = services.form().patch(kind, present(body), ifMatch);
        return change(id, scope(change.given(), false), change);
    }

    @DELETE
    @Path("/{id}")
    @NonBlocking
    @Operation(summary = "Delete {a kind}", description = "Nothing else is deleted with it. It needs no version.")
    @APIResponse(responseCode = "204", description = "The {kind} is gone.")
    @FailsWith({ErrorCode.RECORD_NOT_FOUND, ErrorCode.VERSION_CONFLICT})
    public CompletionStage<Void> delete(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
            @QueryParam("project") String project) {
        Scope scope = scope(Clues.none());
        Text.checkName("id", id);
        return services.records()
                .delete(kind, by(scope), id, kind.isVersioned() ? SeenVersion.ifAny(ifMatch) : SeenVersion.ANY);
    }

    /**
     * Changes a record by an action that only its kind has, and that needs no version.
     *
     * @param clues what the body says of the project
     * @param seen the version for which it is meant nonetheless
     * @param type the event of the action
     */
    CompletionStage<RestResponse<T>> change(
            String id, Clues clues, SeenVersion seen, EventType type, Consumer<T> change) {
        Text.checkName("id", id);
        Scope scope = scope(clues);
        return services.records()
                .change(kind, by(scope), id, seen, type, change)
                .thenApply(record -> answer(RestResponse.Status.OK, record));
    }

    private CompletionStage<RestResponse<T>> change(String id, Scope scope, Change<T> change) {
        return services.records()
                .change(kind, by(scope), id, change)
                .thenApply(record -> answer(RestResponse.Status.OK, record));
    }

    /** An answer with a record, and with its entity tag if it has versions. */
    RestResponse<T> answer(RestResponse.Status status, T record) {
        RestResponse.ResponseBuilder<T> answer = RestResponse.ResponseBuilder.create(status, record);
        Kind.versionOf(record).ifPresent(version -> answer.header(HttpHeaders.ETAG, SeenVersion.tag(version)));
        return answer.build();
    }

    /** An answer with a page, and with the position of the next, if there is one. */
    static <V> RestResponse<List<V>> answer(RecordPage<V> page) {
        RestResponse.ResponseBuilder<List<V>> answer = RestResponse.ResponseBuilder.ok(page.entries());
        page.next().ifPresent(next -> answer.header(Paging.NEXT_CURSOR, next));
        return answer.build();
    }

    /** In whose name a request of this scope changes something. */
    static Records.By by(Scope scope) {
        return new Records.By(
                scope.project(), scope.identity().map(Address::mailbox).orElse(null));
    }

    private Scope scope(T given, boolean projectNeeded) {
        Clues clues = Clues.none().project(given.project);
        for (KindField field : kind.fields()) {
            clues = clues.agent(field.agent(given).orElse(null));
        }
        return scope(projectNeeded ? clues.projectNeeded() : clues);
    }

    private static byte[] present(byte[] body) {
        if (body == null || body.length == 0) {
            throw new ApiException(ErrorCode.INVALID_REQUEST, "This route needs a body; /q/openapi describes it.");
        }
        return body;
    }

    private Clues clues(UriInfo address) {
        Clues clues = Clues.none();
        for (KindField field : kind.filters()) {
            if (!field.filter().mailbox().isEmpty()) {
                clues = clues.agentParameter(parameter(address, field));
            }
        }
        return clues;
    }

    private Map<String, String> filters(Scope scope, UriInfo address) {
        Map<String, String> filters = new HashMap<>();
        for (KindField field : kind.filters()) {
            String text = Text.given(parameter(address, field)).orElse(null);
            if (text == null) {
                continue;
            }
            Text.checkLength(field.filter().value(), text);
            field.checkText(text);
            String mailbox = field.filter().mailbox();
            if (mailbox.isEmpty()) {
                filters.put(field.property(), text);
            } else {
                filters.put(mailbox, scope.resolve(text).mailbox());
            }
        }
        return filters;
    }

    private static String parameter(UriInfo address, KindField field) {
        return address.getQueryParameters().getFirst(field.filter().value());
    }
}
