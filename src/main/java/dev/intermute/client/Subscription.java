package dev.intermute.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Hands each event to a handler, once, in cursor order, as it happens, by one thread of its own. When the connection breaks, it
 * opens another one and goes on where it was, for as long as it takes: nothing is missed, and nothing comes twice. A handler that
 * takes its time holds up nobody but itself; the service keeps what it hasn't taken in the log. One that takes longer than a
 * minute for an event costs a new connection, as the service takes its silence for an end; one that is behind learns of an outage
 * when it has handled what had come before.
 *
 * <p>Where an older backup of the service was put back, so that its log ends before {@link #cursor()}, it goes on from that end,
 * and the cursors are lower from there on.
 *
 * <p>It ends when it is closed, when the handler throws, and when the service refuses for good: a key that is good no more
 * ({@link ErrorCode#UNAUTHORIZED}), a cursor that the log doesn't reach back to ({@link ErrorCode#CURSOR_EXPIRED}; read the inbox,
 * then go on after {@link IntermuteException#oldestCursor()}), and their like. {@link #await} and {@link #done} tell.
 */
public final class Subscription implements AutoCloseable {
    /** As long as anybody may be asked to wait for a service that comes back. */
    private static final Duration LONGEST_WISH = Duration.ofMinutes(1);

    private static final String PONG = "pong";

    private final IntermuteClient client;
    private final String route;
    private final Subscribe how;
    private final Consumer<Event> handler;
    private final RetryPolicy pauses;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Reader thread = new Reader(this::run);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile long cursor;
    private volatile Connection current;
    /** The last that this connection brought. */
    private long brought;

    private int failed;
    private boolean away;

    /** To tell whether somebody who closes a subscription is a handler. */
    private static final class Reader extends Thread {
        private Reader(Runnable work) {
            super(work, "intermute-subscription");
            setDaemon(true);
        }
    }

    private Subscription(IntermuteClient client, String route, Subscribe how, long from, Consumer<Event> handler) {
        this.client = client;
        this.route = route;
        this.how = how;
        this.cursor = from;
        this.handler = handler;
        RetryPolicy policy = client.transport().retry();
        // Who wants no call made again doesn't want to knock a thousand times a second, either.
        this.pauses = policy.attempts() == 1 ? RetryPolicy.standard() : policy;
    }

    static Subscription start(IntermuteClient client, String route, Subscribe how, long from, Consumer<Event> handler) {
        Subscription subscription = new Subscription(client, route, how, from, handler);
        client.subscriptions().add(subscription);
        subscription.thread.start();
        return subscription;
    }

    /**
     * The position up to which everything has been handled: where to go on, also in another process. An event counts when its
     * handler has returned.
     */
    public long cursor() {
        return cursor;
    }

    /**
     * Waits for the end. What the handler threw is thrown as it was.
     *
     * @throws IntermuteException what the service refused, or {@link ErrorCode#INTERRUPTED}; nothing if it was closed
     */
    public void await() {
        try {
            done.get();
        } catch (InterruptedException e) {
            throw Transport.interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        }
    }

    /** Completes with the end: with what {@link #await} throws, where that throws something. */
    public CompletionStage<Void> done() {
        return done.minimalCompletionStage();
    }

    /**
     * Ends it, and waits for a handler that is at work, so that none begins after this. A handler, of this or of another
     * subscription, isn't made to wait: two that wait for each other would do so for ever.
     */
    @Override
    public void close() {
        stop();
        if (Thread.currentThread() instanceof Reader) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it without waiting. */
    void stop() {
        stopping.countDown();
        Connection connection = current;
        if (connection != null) {
            connection.stop();
        }
    }

    private void run() {
        Optional<Throwable> end = Optional.empty();
        try {
            follow();
        } catch (InterruptedException e) {
            end = Optional.of(Transport.interrupted(e));
        } catch (Throwable e) {
            // Whatever a handler of another language throws, who waits must learn of it.
            end = Optional.of(e);
        }
        client.subscriptions().remove(this);
        end.ifPresentOrElse(done::completeExceptionally, () -> done.complete(null));
    }

    private void follow() throws InterruptedException {
        boolean again = true;
        while (again) {
            Connection.Ending ending = connection();
            if (ending.why().isEmpty()) {
                return;
            }
            if (!ending.again()) {
                throw ending.why().get();
            }
            again = pause(ending.why().get());
        }
    }

    /** From the opening of a connection to its end. */
    private Connection.Ending connection() throws InterruptedException {
        Pulse pulse = new Pulse(how.silence(), how.settling(), System::nanoTime);
        Connection connection = new Connection(client.transport(), pulse);
        current = connection;
        if (stopping.getCount() == 0) {
            connection.stop();
        }
        try {
            String path =
                    client.scoped(Call.get(route).query("since_cursor", cursor)).path();
            if (connection.open(path)) {
                read(connection, pulse);
            }
            return connection.ending();
        } finally {
            connection.leave();
        }
    }

    private void read(Connection connection, Pulse pulse) throws InterruptedException {
        long opened = System.nanoTime();
        brought = 0;
        if (!how.types().isEmpty()) {
            connection.send(Wire.tree(Fields.of("type", "subscribe").with("event_types", how.types()))
                    .toString());
        }
        connection.ask();
        for (Optional<String> text = connection.next(); text.isPresent(); text = connection.next()) {
            take(text.get(), pulse);
        }
        if (System.nanoTime() - opened > pauses.longestPause().toNanos()) {
            failed = 0;
        }
    }

    private void take(String text, Pulse pulse) {
        JsonNode frame = frame(text);
        if (frame.path("type").asText().equals(PONG)) {
            pulse.answered();
        } else {
            pulse.brought();
        }
        // Now, not when it was opened: the service shows that it works.
        if (away) {
            away = false;
            how.resumed().run();
        }
        if (isRefusal(frame)) {
            throw Answer.refusal(frame);
        }
        Optional<Event> event = event(frame).filter(this::isNew);
        if (event.isEmpty()) {
            return;
        }
        // Some may have been under way before the service knew which are wanted.
        if (how.types().isEmpty() || event.get().ofType(how.types())) {
            handler.accept(event.get());
        }
        brought = event.get().cursor();
        cursor = brought;
        failed = 0;
    }

    /** A connection that begins below the cursor comes from a log that doesn't reach it: an older one was put back. */
    private boolean isNew(Event event) {
        return event.cursor() > brought && event.cursor() != cursor;
    }

    /** What is sent is right but for the types, which are the caller's. */
    private boolean isRefusal(JsonNode frame) {
        return !how.types().isEmpty() && frame.path("type").asText().equals("error") && !frame.has("cursor");
    }

    private static JsonNode frame(String text) {
        try {
            return Wire.tree(text);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What has no cursor is no event, but an answer to what was sent. */
    private static Optional<Event> event(JsonNode frame) {
        if (!frame.path("cursor").isIntegralNumber()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.read(frame, Event.class));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static IntermuteException unreadable(IOException e) {
        return Answer.unintelligible("a frame that can't be read (" + e.getMessage() + ")", e);
    }

    /** @return whether to go on */
    private boolean pause(IntermuteException why) throws InterruptedException {
        if (!away) {
            away = true;
            how.outage().accept(why);
        }
        failed++;
        Duration own = pauses.backoff(failed, random);
        Duration asked = why.retryAfter().orElse(Duration.ZERO);
        Duration pause = own.plus(asked.compareTo(LONGEST_WISH) < 0 ? asked : LONGEST_WISH);
        return !stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
