package dev.intermute.message;

import java.time.Duration;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.access.Caller;
import dev.intermute.access.Clues;
import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/** Mailboxes over HTTP. */
@Path("/api/inbox")
@Tag(name = "messages")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class InboxResource {
    static final long DEFAULT_TTL_SECONDS = 1800;
    static final long MAX_TTL_SECONDS = Integer.MAX_VALUE;
    static final int DEFAULT_STALE_LIMIT = 20;

    private static final String WHOSE = "Whose inbox: an agent's id or name, or a mailbox.";

    private final Caller caller;
    private final Inbox inbox;

    InboxResource(Caller caller, Inbox inbox) {
        this.caller = caller;
        this.inbox = inbox;
    }

    @GET
    @Path("/{agent}")
    @Operation(
            operationId = "readInbox",
            summary = "Read an inbox",
            description =
                    "Oldest first, after since_cursor. The answer's cursor is where to go on, also where nothing is"
                            + " new. A page ends early at " + Paging.MAX_PAGE_MIB
                            + " MiB. Reading marks nothing as read.")
    @APIResponse(responseCode = "200", description = "A page of the inbox.")
    public MessagePage list(
            @PathParam("agent") @Parameter(description = WHOSE) String agent,
            @QueryParam("project") String project,
            @QueryParam("since_cursor")
                    @Parameter(description = "Only messages after this position: the cursor of an earlier answer.")
                    String sinceCursor,
            @QueryParam("cursor") @Parameter(description = "Another name for since_cursor, which counts before it.")
                    String cursor,
            @QueryParam("limit") @Parameter(schema = @Schema(defaultValue = "" + Paging.DEFAULT_LIMIT)) String limit,
            @QueryParam("unread")
                    @Parameter(
                            description = "Whether to leave out what was read.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    String unread) {
        Scope scope = caller.scope(Clues.none().agent(agent));
        String mailbox = scope.actFor("agent", agent).mailbox();
        long since = Text.given(sinceCursor).isPresent()
                ? Paging.cursor("since_cursor", sinceCursor)
                : Paging.cursor("cursor", cursor);
        return inbox.after(
                scope.project(),
                mailbox,
                since,
                Paging.limit(limit, Paging.DEFAULT_LIMIT),
                Text.isTrue("unread", unread, false));
    }

    @GET
    @Path("/{agent}/counts")
    @Operation(
            operationId = "countInbox",
            summary = "How much is in an inbox",
            description = "Everybody in the project may ask. A mailbox that nobody knows is empty.")
    @APIResponse(responseCode = "200", description = "The counts.")
    public Inbox.Counts counts(
            @PathParam("agent") @Parameter(description = WHOSE) String agent, @QueryParam("project") String project) {
        Scope scope = caller.scope(Clues.none().agent(agent));
        Text.checkName("agent", agent);
        return inbox.counts(scope.project(), scope.resolve(agent).mailbox());
    }

    @GET
    @Path("/{agent}/stale-acks")
    @Operation(
            operationId = "listStaleAcks",
            summary = "Messages that have waited for an ack for longer than ttl_seconds",
            description = "Oldest first. Another agent than the one in the path isn't shown what that one got by bcc.")
    @APIResponse(responseCode = "200", description = "The messages that wait.")
    public StaleAcks staleAcks(
            @PathParam("agent") @Parameter(description = WHOSE) String agent,
            @QueryParam("project") String project,
            @QueryParam("ttl_seconds")
                    @Parameter(
                            description = "The age in seconds from which a message counts.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            format = "int64",
                                            minimum = "0",
                                            maximum = "" + MAX_TTL_SECONDS,
                                            defaultValue = "" + DEFAULT_TTL_SECONDS))
                    String ttlSeconds,
            @QueryParam("limit") @Parameter(schema = @Schema(defaultValue = "" + DEFAULT_STALE_LIMIT)) String limit) {
        Scope scope = caller.scope(Clues.none().agent(agent));
        Text.checkName("agent", agent);
        long ttl = ttl(ttlSeconds);
        String mailbox = scope.resolve(agent).mailbox();
        boolean another = scope.identity()
                .filter(caller -> !caller.mailbox().equals(mailbox))
                .isPresent();
        List<StaleAck> stale = inbox.staleAcks(
                scope.project(), mailbox, Duration.ofSeconds(ttl), Paging.limit(limit, DEFAULT_STALE_LIMIT), !another);
        return new StaleAcks(scope.project(), agent, ttl, stale.size(), stale);
    }

    private static long ttl(String text) {
        if (Text.given(text).isEmpty()) {
            return DEFAULT_TTL_SECONDS;
        }
        long ttl = Paging.wholeNumber("ttl_seconds", text.strip(), false);
        if (ttl < 0 || ttl > MAX_TTL_SECONDS) {
            throw ApiException.invalid(
                    "ttl_seconds", "Parameter ttl_seconds must be from 0 to " + MAX_TTL_SECONDS + ".");
        }
        return ttl;
    }

    /** What waits for an ack. */
    @Schema(description = "What waits for an ack.")
    public record StaleAcks(
            @Schema(required = true, description = "The project.")
            String project,

            @Schema(required = true, description = "Whose inbox, as it was asked for.")
            String agent,

            @Schema(required = true, minimum = "0", description = "The age in seconds from which a message counts.")
            long ttlSeconds,

            @Schema(required = true, minimum = "0", description = "How many are listed.")
            int count,

            @Schema(required = true, description = "Those that wait, oldest first.")
            List<StaleAck> messages) {}
}
