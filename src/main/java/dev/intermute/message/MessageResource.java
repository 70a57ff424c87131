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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Address;
import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.FailsWith;
import dev.intermute.http.Text;

/** Messages over HTTP. */
@Path("/api/messages")
@Tag(name = "messages")
@Produces(MediaType.APPLICATION_JSON)
public class MessageResource {
    private static final String WHICH = "The message's id.";
    private static final String READER =
            "Who has read it: an agent's id or name, or a mailbox. The body's agent counts before this one, and this one"
                    + " before X-Agent-ID.";

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
            operationId = "sendMessage",
            summary = "Send a message",
            description =
                    "With an id of your own a retry is safe: the same id with the same content is the same message,"
                            + " and has the same answer. With other content it replaces the message, which then is unread again"
                            + " and goes to the end of each inbox. A recipient that isn't registered is a mailbox, whose mail"
                            + " goes to the first agent that registers under its name.")
    @APIResponse(responseCode = "200", description = "The message is on disk.")
    @FailsWith({ErrorCode.PROJECT_REQUIRED, ErrorCode.ALREADY_EXISTS})
    public CompletionStage<SendAnswer> send(@RequestBody(description = "The message.") SendRequest request) {
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
    @Operation(
            operationId = "getMessage",
            summary = "One message, with its recipients",
            description =
                    "Recipients in bcc are shown to the sender alone, as X-Agent-ID names it, and each to itself.")
    @APIResponse(responseCode = "200", description = "The message.")
    @FailsWith(ErrorCode.MESSAGE_NOT_FOUND)
    public MessageView get(
            @PathParam("id") @Parameter(description = WHICH) String id, @QueryParam("project") String project) {
        Scope scope = caller.scope(Clues.none());
        Text.checkName("id", id);
        return messages.get(scope.project(), id, scope.identity());
    }

    @POST
    @Path("/{id}/read")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "readMessage",
            summary = "Say that a recipient has read a message",
            description = "A second time changes nothing. Where nobody is named only the event is written.")
    @APIResponse(responseCode = "200", description = "It is read.")
    @FailsWith({ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_A_RECIPIENT})
    public CompletionStage<ReceiptAnswer> read(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @QueryParam("project") String project,
            @QueryParam("agent") @Parameter(description = READER) String agent,
            @RequestBody(required = false, description = "Who has read it. It may be absent.") ReceiptRequest request) {
        Recipient reader = recipient(id, agent, request);
        return messages.read(reader.project(), id, reader.by());
    }

    @POST
    @Path("/{id}/ack")
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "ackMessage",
            summary = "Say that a recipient acknowledges a message, which also reads it",
            description = "A second time changes nothing. Where nobody is named only the event is written.")
    @APIResponse(responseCode = "200", description = "It is acknowledged.")
    @FailsWith({ErrorCode.MESSAGE_NOT_FOUND, ErrorCode.NOT_A_RECIPIENT})
    public CompletionStage<ReceiptAnswer> ack(
            @PathParam("id") @Parameter(description = WHICH) String id,
            @QueryParam("project") String project,
            @QueryParam("agent") @Parameter(description = READER) String agent,
            @RequestBody(required = false, description = "Who acknowledges it. It may be absent.")
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

    /** The body of a read or an ack. */
    @Schema(description = "Who reads or acknowledges a message.")
    public record ReceiptRequest(
            @Schema(
                    maxLength = Text.MAX_CHARACTERS,
                    description = "The reader: an agent's id or name, or a mailbox. Absent: the parameter agent, else"
                            + " X-Agent-ID, else nobody.")
            String agent,

            @Schema(
                    maxLength = Text.MAX_CHARACTERS,
                    description = "The project, as in the parameter project; both together must be the same.")
            String project) {}
}
