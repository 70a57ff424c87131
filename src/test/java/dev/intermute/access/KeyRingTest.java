package dev.intermute.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.vertx.core.Vertx;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.http.StartRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyRingTest {

    /** So long that only the test looks. */
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private Path file;
    private Vertx vertx;
    private KeyRing ring;
    private final List<String> logged = new ArrayList<>();
    private final Handler recorder = new Recorder();
    private final Logger logger = Logger.getLogger(KeyRing.class.getName());

    @BeforeEach
    void start() {
        file = folder.resolve("keys.yaml");
        vertx = Vertx.vertx();
        ring = new KeyRing(file, NEVER, vertx);
        logger.addHandler(recorder);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(recorder);
        ring.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void nobody_gets_in_before_the_file_is_read() {
        assertThat(ring.localNeedsNoKey()).isFalse();
        assertThat(ring.holderOf("a")).isEmpty();
    }

    @Test
    void without_a_file_one_is_written_for_dev_and_its_place_is_logged_but_not_its_key() throws IOException {
        ring.load();

        String key = Files.readString(file).replaceAll("(?s).*- (im_\\S+).*", "$1");
        assertThat(ring.holderOf(key)).contains(new KeyHolder("dev", Sha256.hex(key)));
        assertThat(ring.localNeedsNoKey()).isTrue();
        assertThat(logged).anyMatch(line -> line.contains(file.toString())).noneMatch(line -> line.contains(key));
    }

    @Test
    void a_file_that_cannot_be_written_is_one_warning_and_no_keys() {
        KeyRing elsewhere = new KeyRing(folder.resolve("none/keys.yaml"), NEVER, vertx);

        elsewhere.load();
        elsewhere.look();
        elsewhere.stop();

        assertThat(elsewhere.localNeedsNoKey()).isTrue();
        assertThat(logged).singleElement().asString().contains("its folder doesn't exist");
    }

    @Test
    void a_key_under_two_projects_stops_the_start() throws IOException {
        write("projects: {a: {keys: [s3cret]}, b: {keys: [s3cret]}}");

        assertThatThrownBy(ring::load)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("must belong to one project")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void a_key_that_goes_is_good_no_more_and_its_listeners_are_told() throws IOException {
        write("projects: {a: {keys: [goes, stays]}}");
        ring.load();
        List<Set<String>> told = new ArrayList<>();
        ring.onRevoked(gone -> {
            throw new IllegalStateException("a listener that fails keeps no other from being told");
        });
        ring.onRevoked(gone -> {
            assertThat(ring.holderOf("goes")).isEmpty();
            told.add(gone);
        });

        write("projects: {a: {keys: [stays, comes]}}");
        ring.look();

        assertThat(told).containsExactly(Set.of(Sha256.hex("goes")));
        assertThat(ring.holderOf("stays")).isPresent();
        assertThat(ring.holderOf("comes")).isPresent();
    }

    @Test
    void a_broken_file_keeps_the_old_keys_and_is_warned_of_once() throws IOException {
        write("projects: {a: {keys: [k]}}");
        ring.load();
        logged.clear();

        write("projects: {a: {keys: [k]}");
        ring.look();
        write("projects: {a: {keys: [m]}");
        ring.look();
        ring.look();

        assertThat(ring.holderOf("k")).isPresent();
        assertThat(logged).singleElement().asString().contains("not valid YAML");

        write("projects: {a: {keys: [m]}}");
        ring.look();
        assertThat(ring.holderOf("k")).isEmpty();
        assertThat(ring.holderOf("m")).isPresent();
    }

    @Test
    void a_file_that_vanishes_keeps_the_old_keys_and_may_come_back() throws IOException {
        write("projects: {a: {keys: [k]}}");
        ring.load();
        logged.clear();

        Files.delete(file);
        ring.look();
        ring.look();

        assertThat(ring.holderOf("k")).isPresent();
        assertThat(logged).singleElement().asString().contains("is gone");

        write("projects: {a: {keys: [m]}}");
        ring.look();
        assertThat(ring.holderOf("m")).isPresent();
    }

    @Test
    void an_edit_of_the_same_length_within_one_tick_is_noticed() throws IOException {
        write("projects: {a: {keys: [k1]}}");
        FileTime tick = Files.getLastModifiedTime(file);
        ring.load();

        Files.writeString(file, "projects: {a: {keys: [k2]}}");
        Files.setLastModifiedTime(file, tick);
        ring.look();

        assertThat(ring.holderOf("k2")).isPresent();
    }

    @Test
    void a_replaced_file_of_the_same_old_time_and_length_is_noticed() throws IOException {
        FileTime old = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));
        write("projects: {a: {keys: [k1]}}");
        Files.setLastModifiedTime(file, old);
        ring.load();

        Path other = Files.writeString(folder.resolve("other"), "projects: {a: {keys: [k2]}}");
        Files.setLastModifiedTime(other, old);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        ring.look();

        assertThat(ring.holderOf("k2")).isPresent();
    }

    @Test
    void the_swap_of_a_mounted_secret_is_noticed() throws IOException {
        for (String version : List.of("v1", "v2")) {
            Path data = Files.createDirectory(folder.resolve(version));
            Files.writeString(data.resolve("keys.yaml"), "projects: {a: {keys: [" + version + "]}}");
        }
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
        Files.createSymbolicLink(file, Path.of("..data/keys.yaml"));
        ring.load();

        Files.createSymbolicLink(folder.resolve("..tmp"), Path.of("v2"));
        Files.move(folder.resolve("..tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        ring.look();

        assertThat(ring.holderOf("v1")).isEmpty();
        assertThat(ring.holderOf("v2")).isPresent();
    }

    @Test
    void a_file_that_others_can_read_is_named_once_a_change() throws IOException {
        write("projects: {}");
        ring.load();
        logged.clear();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        ring.look();
        ring.look();

        assertThat(logged).singleElement().asString().contains("open to other users", file.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, true, false",
        "rw-r-----, true, true",
        "r--r-----, true, true",
        "r--r-----, false, false",
        "r--rw----, false, true",
        "r--r--r--, false, true",
        "r------w-, false, true"
    })
    void what_only_the_group_lets_us_read_is_not_open(String mode, boolean own, boolean open) {
        assertThat(KeysWatch.isOpenToOthers(PosixFilePermissions.fromString(mode), own))
                .isEqualTo(open);
    }

    @Test
    void the_file_is_looked_at_by_itself() throws IOException {
        write("projects: {a: {keys: [k1]}}");
        KeyRing watching = new KeyRing(file, Duration.ofMillis(20), vertx);
        watching.load();

        write("projects: {a: {keys: [k2]}}");

        Awaitility.await().until(() -> watching.holderOf("k2").isPresent());
        watching.stop();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
        Files.setPosixFilePermissions(file, AtomicFile.OWNER_ONLY);
    }

    private final class Recorder extends Handler {

        @Override
        public void publish(LogRecord log) {
            Object[] parameters = log.getParameters();
            logged.add(parameters == null ? log.getMessage() : log.getMessage().formatted(parameters));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
