package dev.intermute.reservation.history;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.intermute.testing.PlainConnection;

/** One client of the service, with one request after the other: it carries out what is asked, and puts it down. */
final class Caller implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<String> url;
    private final Recorder recorder;
    private PlainConnection connection;

    /**
     * @param url where the service is now
     * @param recorder where each operation is put down
     */
    Caller(Supplier<String> url, Recorder recorder) {
        this.url = url;
        this.recorder = recorder;
    }

    /** Where operations are put down. */
    interface Recorder {
        /** The same as it stands if no answer comes; before it is sent. */
        default void trying(Operation unanswered) {}

        /** It is over. */
        void done(Operation operation);
    }

    /** Registers an agent, and gives its id; one that beats is held to that. */
    String register(String project, boolean beats) {
        while (true) {
            try {
                connect();
                String id = JSON.readTree(connection.post("/api/agents", "{\"project\":\"" + project + "\"}"))
                        .path("agent_id")
                        .asText();
                if (beats) {
                    connection.post("/api/agents/" + id + "/heartbeat?project=" + project, "{}");
                }
                return id;
            } catch (IOException gone) {
                disconnect();
                pause();
            }
        }
    }

    /** Asks, and waits for the answer. */
    Outcome ask(String project, String agent, Asked asked) {
        return ask(project, agent, asked, connection -> Wire.outcome(asked, connection.read()));
    }

    /** Asks, and hangs up after a while. */
    void askAndHangUp(String project, String agent, Asked asked, long millis) {
        ask(project, agent, asked, connection -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
            throw new IOException("hung up");
        });
    }

    private Outcome ask(String project, String agent, Asked asked, Answer answer) {
        connect();
        byte[] request = Wire.request(connection, project, agent, asked);
        long start = System.nanoTime();
        int mayWait = asked instanceof Asked.Reserve reserve ? reserve.waitSeconds() : 0;
        recorder.trying(new Operation(
                project, agent, asked, start, start + TimeUnit.SECONDS.toNanos(mayWait), new Outcome.Unanswered()));
        Outcome outcome;
        try {
            connection.write(request);
            outcome = answer.from(connection);
        } catch (IOException gone) {
            disconnect();
            outcome = new Outcome.Unanswered();
        }
        recorder.done(new Operation(project, agent, asked, start, System.nanoTime(), outcome));
        return outcome;
    }

    /** Until the service is there, if it is gone. */
    private void connect() {
        long since = System.nanoTime();
        while (connection == null) {
            try {
                connection = new PlainConnection(url.get());
            } catch (IOException gone) {
                if (System.nanoTime() - since > PATIENCE_NANOS) {
                    throw new IllegalStateException("the service doesn't come back", gone);
                }
                pause();
            }
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private void disconnect() {
        close();
        connection = null;
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.reset();
            }
        } catch (IOException gone) {
            connection = null;
        }
    }

    /** How an answer is come by. */
    @FunctionalInterface
    private interface Answer {
        Outcome from(PlainConnection connection) throws IOException;
    }
}
