package dev.intermute.cli.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdentitiesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Path TREE = Path.of("/home/ann/repository");

    @TempDir
    private Path temporary;

    private Path state;
    private Identities identities;

    @BeforeEach
    void begin() {
        state = temporary.resolve("state/intermute");
        identities = new Identities(state, PrivateFiles.ofProcess());
    }

    static Identity identity(String project, Instant registeredAt) {
        return new Identity(
                Endpoint.parse("url", "http://host:7338"),
                Optional.of("k3y"),
                project,
                "id-1",
                "ann",
                "annie",
                "session-1",
                "t0ken",
                Long.MAX_VALUE,
                registeredAt);
    }

    @Test
    void what_was_saved_is_found_in_its_tree_and_project_alone() {
        Identity saved = identity("p", NOON);

        identities.save(TREE, saved);

        assertThat(identities.find(TREE, "p")).contains(saved);
        assertThat(identities.find(TREE, "P")).isEmpty();
        assertThat(identities.find(TREE.resolveSibling("other"), "p")).isEmpty();
        assertThat(identities.find(Path.of("/srv/repository"), "p")).isEmpty();
    }

    @Test
    void one_without_a_key_or_a_project_is_found_as_it_was() {
        Identity full = identity("", NOON);
        Identity saved = new Identity(
                Endpoint.parse("url", "unix:/run/i.sock"),
                Optional.empty(),
                "",
                full.agentId(),
                "Zoë \"z\" \n",
                "",
                full.sessionId(),
                full.token(),
                0,
                NOON);

        identities.save(TREE, saved);

        assertThat(identities.find(TREE, "")).contains(saved);
    }

    @Test
    void names_that_look_alike_never_share_a_file() {
        List<String> projects =
                List.of("", "a", "A", "a/b", "a-b", "a.b", "..", "../a", "x".repeat(300), "x".repeat(301), "é", "\0");
        Set<Path> files = new HashSet<>();

        projects.forEach(project -> files.add(identities.save(TREE, identity(project, NOON))));
        files.add(identities.save(Path.of("/"), identity("a", NOON)));
        files.add(identities.save(Path.of("/home/ann/re/pository"), identity("a", NOON)));

        assertThat(files)
                .hasSize(projects.size() + 2)
                .allMatch(file -> file.normalize().startsWith(state));
        assertThat(projects).allMatch(project -> identities.find(TREE, project).isPresent());
    }

    @Test
    void the_latest_of_a_tree_is_the_one_registered_last() {
        identities.save(TREE, identity("new", NOON));
        identities.save(TREE, identity("old", NOON.minusSeconds(1)));
        identities.save(TREE.resolve("nested"), identity("elsewhere", NOON.plusSeconds(1)));

        assertThat(identities.latest(TREE)).contains(identity("new", NOON));
        assertThat(identities.latest(Path.of("/nowhere"))).isEmpty();
    }

    @Test
    void a_later_registration_takes_the_place_of_an_older_one() {
        identities.save(TREE, identity("p", NOON));

        Path file = identities.save(TREE, identity("p", NOON.plusSeconds(9)));

        assertThat(identities.find(TREE, "p").orElseThrow().registeredAt()).isEqualTo(NOON.plusSeconds(9));
        assertThat(file.getParent()).isDirectoryContaining(file::equals);
        assertThat(file.getParent().toFile().list()).hasSize(1);
    }

    @Test
    void what_was_removed_is_gone_and_that_is_told() {
        identities.save(TREE, identity("p", NOON));

        assertThat(identities.remove(TREE, "p")).isTrue();
        assertThat(identities.remove(TREE, "p")).isFalse();
        assertThat(identities.find(TREE, "p")).isEmpty();
    }

    @Test
    void files_and_folders_are_their_owners_alone() throws IOException {
        Path file = identities.save(TREE, identity("p", NOON));

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        for (Path folder = file.getParent(); !folder.equals(temporary); folder = folder.getParent()) {
            assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-----w-"})
    void a_file_that_is_open_to_others_is_refused_with_what_to_run(String permissions) throws IOException {
        Path file = identities.save(TREE, identity("p", NOON));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> identities.find(TREE, "p"))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining("chmod 600 " + file);
        assertThatThrownBy(() -> identities.latest(TREE)).isInstanceOf(IdentityFileException.class);
    }

    @Test
    void a_file_of_somebody_else_is_refused() {
        Path file = identities.save(TREE, identity("p", NOON));
        UserPrincipal somebody = () -> "somebody";

        Identities theirs = new Identities(state, new PrivateFiles(Optional.of(somebody)));

        assertThatThrownBy(() -> theirs.find(TREE, "p"))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("not to somebody; remove it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url | 'url is missing'",
                "project | 'project is missing'",
                "agent_id | 'agent_id is missing'",
                "name | 'name is missing'",
                "session_id | 'session_id is missing'",
                "token | 'token is missing'",
                "cursor | 'cursor is missing'",
                "registered_at | 'registered_at is missing'"
            })
    void a_file_that_lacks_something_is_refused_with_what(String field, String problem) throws IOException {
        Path file = identities.save(TREE, identity("p", NOON));
        Files.writeString(file, Files.readString(file).replace("\"" + field + "\"", "\"x\""));

        assertThatThrownBy(() -> identities.find(TREE, "p"))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem)
                .hasMessageContaining("remove it and run 'intermute register' again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://host:7338 | https://host | must be like http://127.0.0.1:7338",
                "2026-03-01T12:00:00Z | yesterday | is no time like",
                "9223372036854775807 | -1 | cursor is missing, or no number from 0 up",
                "9223372036854775807 | 9223372036854775808 | cursor is missing, or no number from 0 up",
                "t0ken | ' ' | token is empty",
                "{ | t0ken | it has no JSON object",
                "\"p\" | \"q\" | it is one of another project"
            })
    void a_file_with_something_wrong_in_it_is_refused_with_what(String right, String wrong, String problem)
            throws IOException {
        Path file = identities.save(TREE, identity("p", NOON));
        Files.writeString(file, Files.readString(file).replace(right, wrong));

        assertThatThrownBy(() -> identities.find(TREE, "p"))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem)
                .hasMessageNotContaining("t0ken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null"})
    void a_file_without_an_object_is_refused(String content) throws IOException {
        Path file = identities.save(TREE, identity("p", NOON));
        Files.writeString(file, content);

        assertThatThrownBy(() -> identities.latest(TREE))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining("it has no JSON object");
    }

    @Test
    void a_folder_that_cannot_be_made_is_told_with_what_to_set() throws IOException {
        Path occupied = Files.writeString(temporary.resolve("file"), "");
        Identities nowhere = new Identities(occupied, PrivateFiles.ofProcess());

        assertThatThrownBy(() -> nowhere.save(TREE, identity("p", NOON)))
                .isInstanceOf(IdentityFileException.class)
                .hasMessageContaining("XDG_STATE_HOME");
    }

    @Test
    void whoever_registers_has_the_tree_to_itself_until_it_is_done() throws Exception {
        FutureTask<Closeable> second =
                new FutureTask<>(() -> new Identities(state, PrivateFiles.ofProcess()).lock(TREE));
        try (Closeable first = identities.lock(TREE)) {
            assertThat(first).isNotNull();
            identities.lock(Path.of("/home/ann/other")).close();

            new Thread(second).start();

            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
        second.get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void several_that_save_at_once_leave_one_whole_file() throws Exception {
        int savers = 8;
        CountDownLatch all = new CountDownLatch(savers);
        ExecutorService threads = Executors.newFixedThreadPool(savers);
        List<Future<Path>> saved = new ArrayList<>();

        for (int i = 0; i < savers; i++) {
            Instant when = NOON.plusSeconds(i);
            saved.add(threads.submit(() -> {
                all.countDown();
                all.await();
                return new Identities(state, PrivateFiles.ofProcess()).save(TREE, identity("p", when));
            }));
        }
        for (Future<Path> one : saved) {
            one.get();
        }
        threads.shutdown();

        assertThat(identities.find(TREE, "p").orElseThrow().registeredAt())
                .isBetween(NOON, NOON.plusSeconds(savers - 1L));
        try (Stream<Path> left = Files.list(saved.get(0).get().getParent())) {
            assertThat(left).hasSize(1);
        }
    }
}
