package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A subscriber: an open WebSocket and the frames that came over it, in order. */
public final class PushClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Far more than any frame takes: a test that waits this long has found one that is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** One for all: each has a thread of its own. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> frames = new ArrayList<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private WebSocket socket;
    private long lastCursor;
    private boolean reading = true;
    private boolean demandDue;

    private PushClient(long since) {
        lastCursor = since;
    }

    /** A socket to an agent's events, by its id or name. */
    public static Opening toAgent(String base, String project, String agent) {
        return new Opening(base, "/ws/agents/" + Client.encode(agent), project);
    }

    /** A socket to all events of a project. */
    public static Opening toEvents(String base, String project) {
        return new Opening(base, "/ws/events", project);
    }

    /** How a socket ended. */
    public record Ending(int code, String reason) {
        /** Without a close frame. */
        public static final int CUT = -1;
    }

    /** What has come so far. */
    public synchronized List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** What has come since so many frames had. */
    public synchronized List<JsonNode> framesFrom(int index) {
        return List.copyOf(frames.subList(index, frames.size()));
    }

    /** Where to resume: the last cursor that came, else the one that it began with. */
    public synchronized long lastCursor() {
        return lastCursor;
    }

    /** Waits until so many frames have come, and gives all. */
    public List<JsonNode> awaitFrames(int count) {
        assertThat(awaitFrames(count, PATIENCE))
                .as("%d frames come; there are %s; %s", count, frames(), ended)
                .isTrue();
        return frames();
    }

    /**
     * Waits until so many frames have come, or the socket has ended, but not forever.
     *
     * @return whether they have come
     */
    public synchronized boolean awaitFrames(int count, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (frames.size() < count && !ended.isDone()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return frames.size() >= count;
    }

    /** Waits for a frame, and gives the first such. */
    public JsonNode await(Predicate<JsonNode> wanted) {
        for (int count = 1; ; count++) {
            JsonNode frame = awaitFrames(count).get(count - 1);
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /** Waits for the end. */
    public Ending awaitEnd() {
        return ended.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Completes with the end. */
    public CompletableFuture<Ending> ended() {
        return ended;
    }

    /** Takes no more than what is on its way to the listener. */
    public synchronized void stopReading() {
        reading = false;
    }

    /** Goes on taking. */
    public void goOnReading() {
        synchronized (this) {
            reading = true;
            if (!demandDue) {
                return;
            }
            demandDue = false;
        }
        socket.request(1);
    }

    /** Sends a text, which must be taken. */
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Says goodbye, and waits until the server does; what comes until then counts. */
    @Override
    public void close() {
        if (!ended.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null);
            awaitEnd();
        }
        abort();
    }

    /** Goes without a word. What comes later doesn't count. */
    public void abort() {
        end(new Ending(Ending.CUT, "aborted"));
        socket.abort();
    }

    private synchronized void take(String text) {
        if (ended.isDone()) {
            return;
        }
        try {
            JsonNode frame = JSON.readTree(text);
            frames.add(frame);
            lastCursor = frame.path("cursor").asLong(lastCursor);
            notifyAll();
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private synchronized void end(Ending ending) {
        ended.complete(ending);
        notifyAll();
    }

    private void ask(WebSocket from) {
        synchronized (this) {
            if (!reading) {
                demandDue = true;
                return;
            }
        }
        from.request(1);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            ask(from);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(new Ending(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(new Ending(Ending.CUT, error.toString()));
        }
    }

    /** A socket that is about to be opened. */
    public static final class Opening {
        private final String base;
        private final String path;
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private long since;

        private Opening(String base, String path, String project) {
            this.base = base;
            this.path = path;
            query.put("project", project);
        }

        /** From a cursor on, instead of from now on. */
        public Opening since(long cursor) {
            since = cursor;
            query.put("since_cursor", Long.toString(cursor));
            return this;
        }

        /** With a header. */
        public Opening header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Opens it; where the server refuses, this fails with a {@link java.net.http.WebSocketHandshakeException}. */
        public PushClient open() {
            return openAsync().join();
        }

        /** Opens it. */
        public CompletableFuture<PushClient> openAsync() {
            PushClient client = new PushClient(since);
            WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
            headers.forEach(builder::header);
            return builder.buildAsync(URI.create(uri()), client.new Listener()).thenApply(socket -> {
                client.socket = socket;
                return client;
            });
        }

        private String uri() {
            return base.replaceFirst("^http", "ws").replaceAll("/$", "")
                    + path
                    + query.entrySet().stream()
                            .map(parameter -> parameter.getKey() + "=" + Client.encode(parameter.getValue()))
                            .collect(Collectors.joining("&", "?", ""));
        }
    }
}
