package dev.intermute.client;

import java.util.Objects;
import java.util.function.Consumer;

/** What happens in a project, or for one agent of it. */
public final class Events {
    /** Beyond any log: what follows is what happens from now on. */
    private static final long END = Long.MAX_VALUE;

    private final IntermuteClient client;
    private final String socket;

    Events(IntermuteClient client, String socket) {
        this.client = client;
        this.socket = socket;
    }

    /**
     * A page of the project's log: what everybody in it may know, oldest first.
     *
     * @param types only events of these; {@code message.*} stands for a family; none for all
     */
    public EventPage read(Page page, String... types) {
        return client.send(Call.get("/api/events")
                        .query("type", String.join(",", types))
                        .query(page, "since_cursor"))
                .as(EventPage.class);
    }

    /** The position of the log's end: what follows it happens later. */
    public long head() {
        return read(Page.after(END).limit(1)).cursor();
    }

    /**
     * Follows what happens: has a thread of its own hand each event to a handler, once, in cursor order.
     *
     * @param handler what is done with each; what it throws ends the subscription
     * @throws IntermuteException as every call, where it begins {@linkplain Subscribe#fromNow now}; else nothing: then it begins
     *     as soon as the service is there
     */
    public Subscription subscribe(Subscribe how, Consumer<Event> handler) {
        Objects.requireNonNull(handler, "handler");
        long from = how.after().orElseGet(this::head);
        return Subscription.start(client, socket, how, from, handler);
    }
}
