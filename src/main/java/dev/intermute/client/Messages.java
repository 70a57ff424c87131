package dev.intermute.client;

import java.time.Duration;
import java.util.List;

/** The messages of a project, as everybody in it may read them. */
public final class Messages {
    private final IntermuteClient client;

    Messages(IntermuteClient client) {
        this.client = client;
    }

    /**
     * One message, with its recipients.
     *
     * @throws IntermuteException {@link ErrorCode#MESSAGE_NOT_FOUND}, or as every call
     */
    public Message get(String id) {
        return client.send(Call.get("/api/messages/{}", id)).as(Message.class);
    }

    /** A page of a thread; one that nobody knows is empty. */
    public MessagePage thread(String threadId, Page page) {
        return client.send(Call.get("/api/threads/{}", threadId).query(page, "cursor"))
                .as(MessagePage.class);
    }

    /**
     * A page of the threads of an agent. Newest first: {@link Page#after} goes on with those before its position.
     *
     * @param agent an id or a name, or a mailbox
     */
    public ThreadPage threads(String agent, Page page) {
        return client.send(Call.get("/api/threads").query("agent", agent).query(page, "cursor"))
                .as(ThreadPage.class);
    }

    /**
     * A page of an inbox. Reading marks nothing as read.
     *
     * @param agent an id or a name, or a mailbox
     */
    public MessagePage inbox(String agent, Page page) {
        return client.send(Call.get("/api/inbox/{}", agent).query(page, "since_cursor"))
                .as(MessagePage.class);
    }

    /** A page of what wasn't read in an inbox. */
    public MessagePage unread(String agent, Page page) {
        return client.send(
                        Call.get("/api/inbox/{}", agent).query("unread", "true").query(page, "since_cursor"))
                .as(MessagePage.class);
    }

    /** How much is in an inbox. */
    public InboxCounts counts(String agent) {
        return client.send(Call.get("/api/inbox/{}/counts", agent)).as(InboxCounts.class);
    }

    /**
     * What has waited for an ack of an agent, oldest first.
     *
     * @param atLeast how long, in whole seconds
     * @param limit how many at most, 1 to 1,000
     */
    public List<StaleAck> staleAcks(String agent, Duration atLeast, int limit) {
        Call call = Call.get("/api/inbox/{}/stale-acks", agent)
                .query("ttl_seconds", Wire.seconds(atLeast))
                .query("limit", limit);
        return client.send(call).list("messages", StaleAck.class);
    }
}
