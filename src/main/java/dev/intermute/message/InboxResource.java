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
    private static final long DEFAULT_TTL_SECONDS = 1800;
    private static final int DEFAULT_STALE_LIMIT = 20;

    private final Caller caller;
    private final Inbox inbox;

    InboxResource(Caller caller, Inbox inbox) {
        this.caller = caller;
        this.inbox = inbox;
    }

    @GET
    @Path("/{agent}")
    @Operation(
            summary = "Read an inbox",
            description = "Oldest first, after since_cursor. The answer's cursor is where to go on.")
    public MessagePage list(
            @PathParam("agent") String agent,
            @QueryParam("project") String project,
            @QueryParam("since_cursor") String sinceCursor,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit,
            @QueryParam("unread") String unread) {
        Scope scope = caller.scope(Clues.none().agent(agent));
        String mailbox = scope.actFor("agent", agent).mailbox();
        long since = Text.given(sinceCursor).isPresent()
                ? Paging.cursor("since_cursor", sinceCursor)
                : Paging.cursor("cursor", cursor);
        return inbox.after(
                scope.project(), mailbox, since, Paging.limit(limit, Paging.DEFAULT_LIMIT), isTrue("unread", unread));
    }

    @GET
    @Path("/{agent}/counts")
    @Operation(summary = "How much is in an inbox")
    public Inbox.Counts counts(@PathParam("agent") String agent, @QueryParam("project") String project) {
        Scope scope = caller.scope(Clues.none().agent(agent));
        Text.checkName("agent", agent);
        return inbox.counts(scope.project(), scope.resolve(agent).mailbox());
    }

    @GET
    @Path("/{agent}/stale-acks")
    @Operation(
            summary = "Messages that have waited for an ack for longer than ttl_seconds",
            description = "Another agent than the one in the path isn't shown what that one got by bcc.")
    public StaleAcks staleAcks(
            @PathParam("agent") String agent,
            @QueryParam("project") String project,
            @QueryParam("ttl_seconds") String ttlSeconds,
            @QueryParam("limit") String limit) {
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
        if (ttl < 0 || ttl > Integer.MAX_VALUE) {
            throw ApiException.invalid(
                    "ttl_seconds", "Parameter ttl_seconds must be from 0 to " + Integer.MAX_VALUE + ".");
        }
        return ttl;
    }

    private static boolean isTrue(String name, String text) {
        String value = Text.given(text).map(String::strip).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw ApiException.invalid(name, "Parameter " + name + " must be true or false.");
        }
        return value.equals("true");
    }

    /**
     * What waits for an ack.
     *
     * @param ttlSeconds the age from which a message counts
     * @param count how many are listed
     * @param messages oldest first
     */
    public record StaleAcks(String project, String agent, long ttlSeconds, int count, List<StaleAck> messages) {}
}
