package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A subscriber: an open WebSocket and the frames that came over it, in order, read by a thread of its own. (Java's own
 * client won't do: it sometimes mixes up what comes right behind the 101, from any server, and ends with a
 * ProtocolException.)
 */
public final class PushClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Far more than any frame takes: a test that waits this long has found one that is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<JsonNode> frames = new ArrayList<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final RawWebSocket socket;
    private long lastCursor;
    private boolean reading = true;

    private PushClient(RawWebSocket socket, long since) {
        this.socket = socket;
        this.lastCursor = since;
    }

    private void start() {
        Thread reader = new Thread(this::read, "push-client");
        reader.setDaemon(true);
        reader.start();
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

    /** Takes no more than what is on its way to it. */
    public synchronized void stopReading() {
        reading = false;
    }

    /** Goes on taking. */
    public synchronized void goOnReading() {
        reading = true;
        notifyAll();
    }

    private synchronized void awaitReading() throws InterruptedException {
        while (!reading) {
            wait();
        }
    }

    /** Says goodbye, and waits until the server does; what comes until then counts. */
    @Override
    public void close() {
        goOnReading();
        if (!ended.isDone()) {
            try {
                socket.send(RawFrame.close(1000, ""));
            } catch (UncheckedIOException gone) {
                // The server was faster.
                assertThat(gone).hasCauseInstanceOf(SocketException.class);
            }
            awaitEnd();
        }
        abort();
    }

    /** Goes without a word. What comes later doesn't count. */
    public void abort() {
        end(new Ending(Ending.CUT, "aborted"));
        goOnReading();
        socket.abort();
    }

    private void read() {
        try {
            Optional<String> text = socket.message();
            while (text.isPresent()) {
                take(text.get());
                awaitReading();
                text = socket.message();
            }
            RawWebSocket.Closed closed = socket.closed();
            end(new Ending(closed.code() == RawWebSocket.ABNORMAL ? Ending.CUT : closed.code(), closed.reason()));
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            end(new Ending(Ending.CUT, e.toString()));
        }
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

    /** A socket that is about to be opened. */
    public static final class Opening {
        private final String base;
        private final String path;
        private final Map<String, String> query = new LinkedHashMap<>();
        private long since;
        private int receiveBufferBytes;

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

        /** With so much room in the kernel for what isn't read. */
        public Opening receiveBuffer(int bytes) {
            receiveBufferBytes = bytes;
            return this;
        }

        /** Opens it, which must succeed. */
        public PushClient open() {
            RawWebSocket socket = WebSocketHandshake.to(base, pathAndQuery())
                    .receiveBuffer(receiveBufferBytes)
                    .open();
            PushClient client = new PushClient(socket, since);
            client.start();
            return client;
        }

        private String pathAndQuery() {
            return path
                    + query.entrySet().stream()
                            .map(parameter -> parameter.getKey() + "=" + Client.encode(parameter.getValue()))
                            .collect(Collectors.joining("&", "?", ""));
        }
    }
}
