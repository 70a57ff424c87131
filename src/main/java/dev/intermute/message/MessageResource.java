package dev.intermute.message;

import java.util.Optional;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Address;
import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.Text;

/** Messages over HTTP. */
@Path("/api/messages")
@Tag(name = "messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {
    private final Caller caller;
    private final Messages messages;
    private final DraftForm form;

    MessageResource(Caller caller, Messages messages, DraftForm form) {
        this.caller = caller;
        this.messages = messages;
        this.form = form;
    }

    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Send a message",
            description = "With an id of your own a retry is safe: the same id and content is the same message.")
    public CompletionStage<SendAnswer> send(SendRequest request) {
        if (request == null) {
            throw ApiException.invalid("from", "A send needs a body with from, to and body.");
        }
        Scope scope = caller.scope(
                Clues.none().project(request.project()).projectNeeded().agent(request.from()));
        return messages.send(form.check(scope, request));
    }

    @GET
    @Path("/{id}")
    @Blocking
    @Operation(summary = "One message, with its recipients")
    public MessageView get(@PathParam("id") String id, @QueryParam("project") String project) {
        Scope scope = caller.scope(Clues.none());
        Text.checkName("id", id);
        return messages.get(scope.project(), id, scope.identity());
    }

    @POST
    @Path("/{id}/read")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say that a recipient has read a message")
    public CompletionStage<ReceiptAnswer> read(
            @PathParam("id") String id,
            @QueryParam("project") String project,
            @QueryParam("agent") String agent,
            ReceiptRequest request) {
        Recipient reader = recipient(id, agent, request);
        return messages.read(reader.project(), id, reader.by());
    }

    @POST
    @Path("/{id}/ack")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say that a recipient acknowledges a message, which also reads it")
    public CompletionStage<ReceiptAnswer> ack(
            @PathParam("id") String id,
            @QueryParam("project") String project,
            @QueryParam("agent") String agent,
            ReceiptRequest request) {
        Recipient reader = recipient(id, agent, request);
        return messages.ack(reader.project(), id, reader.by());
    }

    /** The reader: the body's agent, else the parameter's, else that of X-Agent-ID, else nobody. */
    private Recipient recipient(String id, String parameter, ReceiptRequest request) {
        String inBody = request == null ? null : request.agent();
        Scope scope = caller.scope(Clues.none()
                .project(request == null ? null : request.project())
                .agent(parameter)
                .agent(inBody));
        Text.checkName("id", id);
        Optional<String> named =
                Text.given(inBody).or(() -> Text.given(parameter)).or(scope::claimed);
        return new Recipient(scope.project(), named.map(agent -> scope.actFor("agent", agent)));
    }

    private record Recipient(String project, Optional<Address> by) {}

    /** @param agent who has read it */
    public record ReceiptRequest(String agent, String project) {}
}
