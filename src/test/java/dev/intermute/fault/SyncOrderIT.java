package dev.intermute.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PlainConnection;
import dev.intermute.testing.PushClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Losing power can't be had in a test; the order of the system calls can. Needs Linux and {@code strace}, and the right to
 * trace.
 */
@Tag("ci")
class SyncOrderIT {
    private static final int SENDS = Integer.getInteger("sync.sends", 1_000);
    private static final int CLIENTS = 16;
    private static final int REGISTRATIONS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Pattern AGENT = Pattern.compile("\"agent_id\":\"([0-9a-f-]{36})\"");
    private static final Pattern IDS =
            Pattern.compile("sent-\\d{6}|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Path folder = PackagedServer.freshFolder();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    @Test
    void no_answer_and_no_frame_leaves_before_its_transaction_is_on_disk() throws Exception {
        SyncOrder order = orderUnderLoad("FULL");

        assertThat(order.left()).containsAll(answered);
        assertThat(order.early()).isEmpty();
        System.out.printf(
                "sync: %,d writes by %d clients and their frames, %,d syncs of the log; none left before its own%n",
                answered.size(), CLIENTS, order.syncs());
    }

    @Test
    void the_same_check_finds_what_does_not_wait_for_the_disk() throws Exception {
        SyncOrder order = orderUnderLoad("NORMAL");

        // A checkpoint syncs the log, too: what shares a batch with one is on disk by chance.
        assertThat(order.early()).hasSizeGreaterThan(answered.size() / 2);
    }

    private SyncOrder orderUnderLoad(String synchronous) throws Exception {
        Path trace = folder.resolve("trace.txt");
        List<String> program = new ArrayList<>(SystemCalls.STRACE);
        program.addAll(List.of("-o", trace.toString()));
        program.addAll(PackagedProgram.command());
        try (PackagedServer server = PackagedServer.start(
                program, folder, Map.of("INTERMUTE_STORE_SYNCHRONOUS", synchronous), "--db", "test.db")) {
            String url = server.url();
            PushClient socket = PushClient.toEvents(url, "p").open();

            load(url);
            socket.awaitFrames(SENDS / CLIENTS * CLIENTS);

            assertThat(server.terminate()).isZero();
            awaitTheEndOf(trace, server.usage().pid());
        }
        try (Stream<String> lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
            return new SyncOrder(IDS, SystemCalls.parse(lines));
        }
    }

    private void load(String url) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(threads.submit(() -> write(url, client)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private Void write(String url, int client) throws IOException {
        try (PlainConnection connection = new PlainConnection(url)) {
            for (int i = 0; i < REGISTRATIONS; i++) {
                Matcher agent = AGENT.matcher(connection.post("/api/agents", "{\"project\":\"p\"}"));
                assertThat(agent.find()).isTrue();
                answered.add(agent.group(1));
            }
            for (int i = 0; i < SENDS / CLIENTS; i++) {
                String id = "sent-%06d".formatted(i * CLIENTS + client);
                connection.post(
                        "/api/messages",
                        "{\"project\":\"p\",\"id\":\"" + id + "\",\"from\":\"ann\",\"to\":[\"bob\"],\"body\":\"x\"}");
                answered.add(id);
            }
            return null;
        }
    }

    /** Who traces is a process beside the one that is traced, and may have more to write when that is gone. */
    private static void awaitTheEndOf(Path trace, long pid) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            try (Stream<String> lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
                return lines.anyMatch(line -> line.matches(pid + " +\\+{3} exited with .*"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
