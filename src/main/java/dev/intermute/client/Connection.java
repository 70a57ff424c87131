package dev.intermute.client;

import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One socket, for one thread that takes its texts one after the other. The threads of the HTTP client only hand over signals, and
 * the socket brings one more when the reader asks for it: what the reader hasn't taken waits in the network, and then at the
 * service.
 */
final class Connection implements WebSocket.Listener {
    /** The word that it is open, what one request brings, the end, that sending failed, and the word to stop. */
    private static final int MAX_SIGNALS = 5;

    /** That it ended without a close, as RFC 6455, section 7.1.5, says. */
    private static final int ABNORMAL = 1006;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR_FROM = 500;
    private static final Duration GOODBYE = Duration.ofSeconds(1);
    private static final String PING = "{\"type\":\"ping\"}";
    /** How long nothing may come in doubt before the service is asked, each time. */
    private static final Duration ASKING = Duration.ofSeconds(1);

    private final Transport transport;
    private final Pulse pulse;
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(MAX_SIGNALS);
    private final StringBuilder parts = new StringBuilder();
    private CompletableFuture<WebSocket> opening;
    private CompletableFuture<WebSocket> sent;
    private Optional<Ending> ending = Optional.empty();

    /**
     * How it ended.
     *
     * @param why empty where the caller wanted it
     * @param again whether another one may bring what this one didn't
     */
    record Ending(Optional<IntermuteException> why, boolean again) {
        private static Ending lost(IntermuteException why) {
            return new Ending(Optional.of(why), true);
        }

        private static Ending lost(String why, Throwable cause) {
            return lost(IntermuteException.local(ErrorCode.CONNECTION_LOST, why, cause));
        }

        private static Ending forGood(IntermuteException why) {
            return new Ending(Optional.of(why), false);
        }
    }

    /** A sign of life, with a whole text or the end where it brought that. */
    private record Signal(Optional<String> text, Optional<Ending> ending) {
        private static final Signal ALIVE = new Signal(Optional.empty(), Optional.empty());

        private static Signal end(Ending ending) {
            return new Signal(Optional.empty(), Optional.of(ending));
        }
    }

    /** Makes one that isn't open yet. */
    Connection(Transport transport, Pulse pulse) {
        this.transport = transport;
        this.pulse = pulse;
    }

    /**
     * Opens it. To be called once, before anything but {@link #stop}.
     *
     * @return whether it is open; else {@link #ending()} says why not
     */
    boolean open(String path) throws InterruptedException {
        try {
            opening = transport.socket(path, this);
        } catch (IllegalStateException closed) {
            // A client that closes says stop before it takes no more calls.
            ending = Optional.ofNullable(signals.poll())
                    .orElseThrow(() -> closed)
                    .ending();
            return false;
        }
        sent = opening;
        opening.whenComplete((socket, failure) -> {
            if (failure != null) {
                signals.offer(Signal.end(notOpened(failure)));
            }
        });
        // The JDK itself gives up after the timeout.
        Duration patience = transport.timeout().plus(GOODBYE);
        take(Optional.ofNullable(signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS)), patience);
        pulse.opened();
        return ending.isEmpty();
    }

    /** The next text; empty where none will come, and then {@link #ending()} says why. */
    Optional<String> next() throws InterruptedException {
        pulse.waits();
        Optional<String> text = Optional.empty();
        while (ending.isEmpty() && text.isEmpty()) {
            opening.join().request(1);
            text = await();
        }
        pulse.got();
        return text;
    }

    private Optional<String> await() throws InterruptedException {
        Duration patience = pulse.patience();
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Signal> signal = poll(deadline);
        while (signal.isEmpty() && pulse.isDoubtful() && System.nanoTime() - deadline < 0) {
            ask();
            signal = poll(deadline);
        }
        return take(signal, patience);
    }

    private Optional<Signal> poll(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        long most = pulse.isDoubtful() ? Math.min(left, ASKING.toNanos()) : left;
        return Optional.ofNullable(signals.poll(most, TimeUnit.NANOSECONDS));
    }

    private Optional<String> take(Optional<Signal> signal, Duration patience) {
        ending = signal.isPresent()
                ? signal.get().ending()
                : Optional.of(Ending.lost(
                        "nothing came for " + patience.toMillis() + " ms, not even a ping of the service", null));
        return signal.flatMap(Signal::text);
    }

    /** How it ended. */
    Ending ending() {
        return ending.orElseThrow();
    }

    /**
     * Says something to the service, after what was said before: the JDK takes one text at a time. If that fails, the reader
     * learns that the connection has broken.
     */
    void send(String text) {
        sent = sent.thenCompose(socket -> socket.sendText(text, true));
        sent.whenComplete((socket, failure) -> {
            if (failure != null) {
                signals.offer(
                        Signal.end(broken(failure instanceof CompletionException ? failure.getCause() : failure)));
            }
        });
    }

    /** Asks the service for a word. */
    void ask() {
        pulse.asked();
        send(PING);
    }

    /** Has the reader find the end. For any thread, at any time. */
    void stop() {
        signals.offer(Signal.end(new Ending(Optional.empty(), false)));
    }

    /** Frees what it holds, with a goodbye where there is somebody to hear it. */
    void leave() throws InterruptedException {
        if (opening == null) {
            return;
        }
        try {
            if (opening.isDone()) {
                opening.join().sendClose(WebSocket.NORMAL_CLOSURE, "").get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (CompletionException | ExecutionException | TimeoutException e) {
            // It never was, or is gone already.
        } finally {
            // Also one that opens later.
            opening.thenAccept(WebSocket::abort);
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        signals.offer(Signal.ALIVE);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        parts.append(part);
        if (!last) {
            return alive();
        }
        signals.offer(new Signal(Optional.of(parts.toString()), Optional.empty()));
        parts.setLength(0);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        return alive();
    }

    @Override
    public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
        return alive();
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        return alive();
    }

    /** {@code null} says that the part may be used again. */
    private CompletionStage<?> alive() {
        signals.offer(Signal.ALIVE);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        signals.offer(Signal.end(closed(code, code + (reason.isEmpty() ? "" : ", " + reason))));
        return null;
    }

    /** A key that is good no more is refused when it is shown again: then that is the end. */
    private static Ending closed(int code, String said) {
        return code == ABNORMAL
                ? Ending.lost("the connection broke", null)
                : Ending.lost("the service closed the connection (" + said + ")", null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        signals.offer(Signal.end(broken(error)));
    }

    private static Ending broken(Throwable error) {
        String reason =
                Optional.ofNullable(error.getMessage()).orElse(error.getClass().getSimpleName());
        return Ending.lost("the connection broke: " + reason, error);
    }

    private Ending notOpened(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof WebSocketHandshakeException refused) || refused.getResponse() == null) {
            return Ending.lost(transport.failure(cause, transport.timeout()));
        }
        int status = refused.getResponse().statusCode();
        // The JDK gives it as a text; its documentation doesn't say so.
        String body = refused.getResponse().body() instanceof String text ? text : "";
        IntermuteException why =
                Answer.error(status, refused.getResponse().headers(), body.getBytes(StandardCharsets.UTF_8));
        boolean passing = why.code().passing() || status >= SERVER_ERROR_FROM || status == TOO_MANY_REQUESTS;
        return passing ? Ending.lost(why) : Ending.forGood(why);
    }
}
