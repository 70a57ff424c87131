package dev.intermute.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** How the process starts on a database file, or says in one line why it can't, and what it leaves behind. */
class StoreProcessIT {
    private static final String DATABASE = "test.db";
    /** What a service has left that has done nothing, for all who need one: a start takes longer than the rest of a test. */
    private static final Path MADE = PackagedServer.freshFolder().resolve(DATABASE);

    private final Path folder = PackagedServer.freshFolder();
    private final Path database = folder.resolve(DATABASE);

    @Test
    void a_missing_folder_is_told() {
        assertRefuses("nowhere/test.db", "doesn't exist");
    }

    @Test
    void a_path_below_a_file_is_told() throws IOException {
        Files.writeString(folder.resolve("file"), "no folder");

        assertRefuses("file/test.db", "doesn't exist");
    }

    @Test
    void a_folder_where_nothing_can_be_written_is_told() {
        assertRefuses("/proc/test.db", "can't be written");
    }

    @Test
    void a_folder_as_database_is_told() throws IOException {
        Files.createDirectory(database);

        assertRefuses(DATABASE, "is a folder");
    }

    @Test
    void a_file_that_is_no_database_is_told_and_left_alone() throws IOException {
        String text = "a letter, not a database\n".repeat(1000);
        Files.writeString(database, text);

        assertRefuses(DATABASE, "is no SQLite database");

        assertThat(database).hasContent(text);
    }

    @Test
    void a_database_of_a_newer_version_is_told_and_left_alone() throws Exception {
        makeADatabase();
        try (TestDatabase newer = TestDatabase.open(database.toString())) {
            newer.run("""
                    insert into flyway_schema_history
                        (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    values (99, '99', 'to come', 'SQL', 'V99__to_come.sql', 'test', 1, 1)""");
        }

        assertRefuses(DATABASE, "newer than this intermute");
    }

    @Test
    void a_damaged_history_of_the_schema_is_told() throws Exception {
        makeADatabase();
        try (TestDatabase changed = TestDatabase.open(database.toString())) {
            changed.run("update flyway_schema_history set checksum = checksum + 1 where version = '1'");
        }

        assertRefuses(DATABASE, "can't be brought to this version's schema");
    }

    @Test
    void a_database_that_another_process_serves_is_told() {
        try (PackagedServer first = PackagedServer.start(folder)) {
            Client client = first.client();

            assertRefuses(DATABASE, "another intermute uses the database");

            assertThat(send(client, "still").status()).isEqualTo(200);
        }
    }

    @Test
    void a_locked_database_is_told() throws Exception {
        makeADatabase();
        try (TestDatabase other = TestDatabase.open(database.toString())) {
            other.run("begin exclusive");

            assertRefuses(DATABASE, "is locked by another program");
        }
    }

    @Test
    void an_empty_file_becomes_a_database() throws IOException {
        Files.createFile(database);

        try (PackagedServer server = PackagedServer.start(folder)) {
            assertThat(send(server.client(), "first").status()).isEqualTo(200);
        }
    }

    @Test
    void a_file_that_only_litestream_has_been_at_becomes_a_database() throws Exception {
        try (TestDatabase other = TestDatabase.open(database.toString())) {
            other.run("create table _litestream_seq (id integer primary key, seq integer)");
            other.run("create table _litestream_lock (id integer)");
        }

        try (PackagedServer server = PackagedServer.start(folder)) {
            assertThat(send(server.client(), "first").status()).isEqualTo(200);
            assertThat(server.err()).contains("was brought to schema");
            assertThat(server.terminate()).isZero();
        }

        try (PackagedServer server = PackagedServer.start(folder)) {
            assertThat(send(server.client(), "second").status()).isEqualTo(200);
            assertThat(server.err()).doesNotContain("was brought to schema");
        }
    }

    @Test
    void a_database_of_another_program_is_told_and_left_alone() throws Exception {
        try (TestDatabase other = TestDatabase.open(database.toString())) {
            other.run("create table _litestream_seq (id integer primary key, seq integer)");
            other.run("create table letters (id integer)");
        }

        assertRefuses(DATABASE, "can't be brought to this version's schema");

        try (TestDatabase other = TestDatabase.open(database.toString())) {
            assertThat(other.texts("select name from sqlite_schema order by name"))
                    .containsExactly("_litestream_seq", "letters");
        }
    }

    @Test
    void a_stop_leaves_one_file_with_all_that_was_acknowledged() throws Exception {
        Instant seen;
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            client.post("/api/agents", Map.of("project", "p", "name", "ann"));
            for (int i = 0; i < 200; i++) {
                assertThat(send(client, "m" + i).status()).isEqualTo(200);
            }
            client.post("/api/agents/ann/heartbeat?project=p", Map.of());
            seen = Instant.parse(
                    client.get("/api/agents/ann", Map.of("project", "p")).text("last_seen"));

            assertThat(server.terminate()).isZero();

            assertThat(server.err()).doesNotContain("intermute: ", "\tat ", " WARN ", " ERROR ");
        }
        assertThat(folder.resolve(DATABASE + "-wal")).doesNotExist();
        assertThat(folder.resolve(DATABASE + "-shm")).doesNotExist();
        try (TestDatabase left = TestDatabase.open(database.toString())) {
            assertThat(left.texts("pragma integrity_check")).containsExactly("ok");
            assertThat(left.number("select count(*) from messages")).isEqualTo(200);
            assertThat(left.number("select count(*) from deliveries")).isEqualTo(200);
            assertThat(left.number("select last_seen from agents"))
                    .as("the last sign of life")
                    .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, seen));
        }
    }

    private void makeADatabase() throws IOException {
        if (!Files.exists(MADE)) {
            try (PackagedServer server = PackagedServer.start(MADE.getParent())) {
                server.url();
                assertThat(server.terminate()).isZero();
            }
        }
        Files.copy(MADE, database);
    }

    private void assertRefuses(String path, String reason) {
        try (PackagedServer server = PackagedServer.start(folder, Map.of(), "--db", path)) {
            assertThat(server.exitCode()).as(server.err()).isEqualTo(1);
            assertThat(server.err().lines().filter(line -> line.startsWith("intermute: ")))
                    .singleElement()
                    .asString()
                    .contains(reason);
            assertThat(server.err()).doesNotContain("\tat ", " ERROR ", " WARN ");
        }
    }

    private static Client.Answer send(Client client, String id) {
        return client.post(
                "/api/messages", Map.of("project", "p", "id", id, "from", "ann", "to", List.of("bob"), "body", "x"));
    }
}
