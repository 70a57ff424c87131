package dev.intermute.push;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

import dev.intermute.access.KeyRing;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.store.StoreLifecycle;

/** The sockets that are open: lets them in, watches over them, and closes them when the service stops or their key goes. */
@ApplicationScoped
class Sockets {
    /** After {@link StoreLifecycle#START}: the log must be open. */
    private static final int START = StoreLifecycle.START + 10;
    /** After the requests in flight have run out. */
    private static final int STOP_REQUESTED = 5000;
    /** The readers of the log go before the database does. */
    private static final int STOP = StoreLifecycle.STOP - 10;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);
    private static final TypedKey<Pulse> PULSE = new TypedKey<>("intermute.pulse");

    private final Hub hub;
    private final LogReader reader;
    private final FrameWriter writer;
    private final ClientFrames frames;
    private final PushMetrics metrics;
    private final KeyRing keys;
    private final Vertx vertx;
    private final PushConfig.Push config;
    private final Set<Pulse> pulses = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();

    private long timer;
    private volatile boolean stopping;

    Sockets(
            Hub hub,
            LogReader reader,
            FrameWriter writer,
            ClientFrames frames,
            PushMetrics metrics,
            KeyRing keys,
            Vertx vertx,
            PushConfig config) {
        this.hub = hub;
        this.reader = reader;
        this.writer = writer;
        this.frames = frames;
        this.metrics = metrics;
        this.keys = keys;
        this.vertx = vertx;
        this.config = config.push();
    }

    void start(@Observes @Priority(START) StartupEvent event) {
        hub.start();
        keys.onRevoked(this::revoke);
        long interval = Math.max(
                1, Math.min(config.pingInterval().toMillis(), config.silence().toMillis()) / 4);
        timer = vertx.setPeriodic(Math.min(1000, interval), id -> check());
    }

    /**
     * Takes a place for a socket, until its connection is gone.
     *
     * @return what takes in what its client sends
     * @throws ApiException {@code overloaded} if all places are taken
     */
    Intake admit(HttpConnection connection) {
        Intake known = Intake.of(connection);
        if (known != null) {
            return known;
        }
        if (places.incrementAndGet() > config.maxSockets()) {
            places.decrementAndGet();
            throw new ApiException(ErrorCode.OVERLOADED, "Too many sockets are open; try again in a moment.");
        }
        try {
            return Intake.install(connection, places::decrementAndGet);
        } catch (RuntimeException e) {
            places.decrementAndGet();
            throw e;
        }
    }

    void open(WebSocketConnection connection, Opening opening, Outlet outlet) {
        Subscriber subscriber = new Subscriber(opening, outlet, hub, writer, config, hub.load(), metrics);
        Pulse pulse = new Pulse(subscriber, outlet, System.nanoTime());
        connection.userData().put(PULSE, pulse);
        pulses.add(pulse);
        hub.add(subscriber);
        // Its key may have gone, and the stop may have begun, before it could be found among those that are open.
        if (opening.key().filter(key -> !keys.isStillGood(key)).isPresent()) {
            revoked(subscriber);
        }
        if (stopping) {
            goAway(subscriber);
        }
        outlet.takeNext();
    }

    void text(WebSocketConnection connection, String text) {
        frames.handle(pulse(connection).subscriber(), text);
    }

    void binary(WebSocketConnection connection) {
        frames.handleBinary(pulse(connection).subscriber());
    }

    void closed(WebSocketConnection connection) {
        Pulse pulse = pulse(connection);
        if (pulse != null) {
            pulses.remove(pulse);
            pulse.subscriber().closed();
            hub.remove(pulse.subscriber());
        }
    }

    /** The one that was made for a connection, if it has come so far. */
    Optional<Subscriber> subscriber(WebSocketConnection connection) {
        return Optional.ofNullable(pulse(connection)).map(Pulse::subscriber);
    }

    private static Pulse pulse(WebSocketConnection connection) {
        return connection.userData().get(PULSE);
    }

    private void check() {
        long now = System.nanoTime();
        long ping = config.pingInterval().toNanos();
        long silence = config.silence().toNanos();
        pulses.forEach(pulse -> pulse.check(now, ping, silence));
    }

    private void revoke(Set<String> hashes) {
        hub.open().stream()
                .filter(subscriber -> subscriber
                        .opening()
                        .key()
                        .filter(key -> hashes.contains(key.keyHash()))
                        .isPresent())
                .forEach(Sockets::revoked);
    }

    private static void revoked(Subscriber subscriber) {
        subscriber.close(CloseCode.POLICY, "the key is good no more");
    }

    private static void goAway(Subscriber subscriber) {
        subscriber.close(CloseCode.GOING_AWAY, "the service stops; come back in a moment");
    }

    void stopRequested(@Observes @Priority(STOP_REQUESTED) ShutdownDelayInitiatedEvent event) {
        closeAll();
    }

    void stop(@Observes @Priority(STOP) ShutdownEvent event) {
        vertx.cancelTimer(timer);
        closeAll();
        hub.stop();
        reader.stop();
    }

    private void closeAll() {
        stopping = true;
        hub.open().forEach(Sockets::goAway);
        if (!allClosed()) {
            // Who doesn't answer a close is cut off before the parts that its end needs are gone.
            hub.open().forEach(Subscriber::abort);
            allClosed();
        }
    }

    private boolean allClosed() {
        long deadline = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        while (hub.size() > 0 && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return hub.size() == 0;
    }
}
