package dev.intermute.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** litestream beside the service, with the configuration of {@code deploy/litestream}, and its restore. */
@Tag("ci")
class LitestreamIT {
    private static final Path CONFIGURATION =
            Path.of("deploy/litestream/litestream.yml").toAbsolutePath();
    private static final Path README = Path.of("deploy/litestream/README.md");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Enough for checkpoints: each takes some four pages of the log, of which the service copies a thousand at a time. */
    private static final int MESSAGES = Integer.getInteger("litestream.messages", 300);

    private static final int FEW = 50;
    /** What it prints, at DEBUG, once it has opened the database: from then on a stop copies what is left. */
    private static final String SYNCHRONIZES = "msg=\"replica sync\"";

    private final Path folder = PackagedServer.freshFolder();
    private final Path elsewhere = PackagedServer.freshFolder();
    private final Path replica = PackagedServer.freshFolder().resolve("replica");
    private final List<String> sent = new ArrayList<>();
    private final List<Process> started = new ArrayList<>();
    private Path said;

    @BeforeEach
    void listen() throws IOException {
        said = Files.createTempFile(folder, "litestream", ".txt");
    }

    @AfterEach
    void nothing_is_left_running() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void what_was_acknowledged_and_copied_is_there_after_a_restore_and_cursors_go_on() throws Exception {
        long last;
        Process litestream;
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            send(client, MESSAGES / 3);
            litestream = replicate(folder);
            last = send(client, MESSAGES);

            server.kill();
        }
        stop(litestream);

        restore(elsewhere);

        try (TestDatabase database =
                TestDatabase.open(elsewhere.resolve("test.db").toString())) {
            assertThat(database.texts("pragma integrity_check")).containsExactly("ok");
        }
        try (PackagedServer server = PackagedServer.start(elsewhere)) {
            assertThat(inbox(server.client(), 0)).containsExactlyElementsOf(sent);
            assertThat(send(server.client(), 1)).isGreaterThan(last);
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    void a_stop_beside_it_is_clean_and_what_it_leaves_is_copied() throws Exception {
        Process litestream;
        try (PackagedServer server = PackagedServer.start(folder)) {
            send(server.client(), 1);
            litestream = replicate(folder);
            send(server.client(), MESSAGES);

            assertThat(server.terminate()).isZero();
            assertThat(server.err()).doesNotContain("WARN", "ERROR", "Exception");
        }
        System.out.printf("litestream: after the stop of the service beside it %s is left%n", databaseFiles());
        try (PackagedServer server = PackagedServer.start(folder)) {
            send(server.client(), MESSAGES);
            stop(litestream);
            assertThat(server.terminate()).isZero();
        }
        assertThat(databaseFiles()).as("without it, one clean file").containsExactly("test.db", "test.db.lock");

        restore(elsewhere);

        try (PackagedServer server = PackagedServer.start(elsewhere)) {
            assertThat(inbox(server.client(), 0)).containsExactlyElementsOf(sent);
        }
    }

    @Test
    void it_may_be_there_before_the_first_start() throws Exception {
        Process litestream = begin(folder);
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            // Nothing is in it yet: what makes it a database for litestream is that it has a log.
            database.run("pragma journal_mode=wal");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() ->
                            database.texts("select name from sqlite_schema").contains("_litestream_seq"));
        }
        try (PackagedServer server = PackagedServer.start(folder)) {
            send(server.client(), FEW);
            Awaitility.await().atMost(PATIENCE).until(this::hasCopy);
            server.kill();
        }
        stop(litestream);

        restore(elsewhere);

        try (PackagedServer server = PackagedServer.start(elsewhere)) {
            assertThat(inbox(server.client(), 0)).containsExactlyElementsOf(sent);
        }
    }

    @Test
    void copying_goes_on_from_what_was_restored() throws Exception {
        try (PackagedServer server = PackagedServer.start(folder)) {
            send(server.client(), FEW);
            Process litestream = replicate(folder);
            server.kill();
            stop(litestream);
        }
        restore(elsewhere);
        try (PackagedServer server = PackagedServer.start(elsewhere)) {
            Process litestream = replicate(elsewhere);
            send(server.client(), FEW);
            server.kill();
            stop(litestream);
        }

        Path again = PackagedServer.freshFolder();
        restore(again);

        try (PackagedServer server = PackagedServer.start(again)) {
            assertThat(inbox(server.client(), 0)).containsExactlyElementsOf(sent);
        }
    }

    @Test
    void after_a_restore_to_an_earlier_moment_old_cursors_find_what_comes() throws Exception {
        long seen;
        List<String> before;
        Instant moment;
        try (PackagedServer server = PackagedServer.start(folder)) {
            send(server.client(), FEW);
            stop(replicate(folder));
            before = List.copyOf(sent);
            moment = Instant.now();
            Process litestream = replicate(folder);
            seen = send(server.client(), FEW);
            stop(litestream);
        }

        restore(elsewhere, "-timestamp", moment.toString());
        try (TestDatabase database =
                TestDatabase.open(elsewhere.resolve("test.db").toString())) {
            assertThat(database.number("select max(cursor) from events")).isLessThan(seen);
            database.run(readme("update sqlite_sequence [^\"]*"));
        }

        try (PackagedServer server = PackagedServer.start(elsewhere)) {
            assertThat(inbox(server.client(), 0)).containsExactlyElementsOf(before);
            assertThat(send(server.client(), 1)).isGreaterThan(seen);
            assertThat(inbox(server.client(), seen)).containsExactly(sent.get(sent.size() - 1));
        }
    }

    /** Starts it, and waits until there is a copy that this process, and none before it, has compared with the database. */
    private Process replicate(Path of) {
        Process process = begin(of);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> hasCopy() && Files.readString(said).contains(SYNCHRONIZES));
        return process;
    }

    private Process begin(Path of) {
        ProcessBuilder builder = new ProcessBuilder("litestream", "replicate", "-config", CONFIGURATION.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment(of));
        builder.environment().put("LOG_LEVEL", "debug");
        Process process = Tool.start(builder);
        started.add(process);
        return process;
    }

    private boolean hasCopy() {
        try (Stream<Path> files = Files.walk(replica)) {
            return files.anyMatch(file -> file.toString().endsWith(".ltx"));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As systemd stops it: it copies what is left. */
    private void stop(Process litestream) throws Exception {
        litestream.destroy();
        assertThat(litestream.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(litestream.exitValue()).as(Files.readString(said)).isZero();
        assertThat(Files.readString(said)).doesNotContain("level=ERROR");
    }

    /** By the command of the README, with these paths instead of those of the machine. */
    private void restore(Path into, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(readme("litestream restore .*")
                .replace("-o /var/lib/intermute/intermute.db", "-o " + into.resolve("test.db"))
                .replace(
                        "/var/lib/intermute/intermute.db",
                        folder.resolve("test.db").toString())
                .replace("/etc/intermute/litestream.yml", CONFIGURATION.toString())
                .split(" ")));
        words.addAll(2, List.of(options));
        Tool.Output run = Tool.run(folder, environment(folder), words);
        assertThat(run.exitCode()).as(run.said()).isZero();
    }

    private static String readme(String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(README));
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group();
    }

    private Map<String, String> environment(Path of) {
        return Map.of("INTERMUTE_DB", of.resolve("test.db").toString(), "LITESTREAM_REPLICA_URL", "file://" + replica);
    }

    /** Each is answered with success, also while litestream has the write lock. */
    private long send(Client client, int count) {
        long cursor = 0;
        for (int i = 0; i < count; i++) {
            String id = "m" + sent.size();
            Client.Answer answer = client.post(
                    "/api/messages",
                    Map.of("project", "demo", "id", id, "from", "ada", "to", List.of("bob"), "body", "x".repeat(2000)));
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            sent.add(id);
            cursor = answer.number("cursor");
        }
        return cursor;
    }

    private static List<String> inbox(Client client, long since) {
        List<String> ids = new ArrayList<>();
        long cursor = since;
        while (true) {
            Client.Answer page =
                    client.get("/api/inbox/bob", Map.of("project", "demo", "limit", 100, "since_cursor", cursor));
            page.body()
                    .path("messages")
                    .forEach(message -> ids.add(message.path("id").asText()));
            if (!page.body().path("has_more").asBoolean()) {
                return ids;
            }
            cursor = Long.parseLong(page.text("next_cursor"));
        }
    }

    private List<String> databaseFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("test.db"))
                    .sorted()
                    .toList();
        }
    }
}
