package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One process's part in it; HeldWhileRunningIT has several. */
class HoldersTest {
    private final AtomicInteger givenBack = new AtomicInteger();

    @TempDir
    private Path state;

    @Test
    void what_was_reserved_for_a_command_is_given_back_by_the_last() throws IOException {
        Holder holder = new Holders(state).join("r-1", true);

        assertThat(holder.leave(givenBack::incrementAndGet)).isTrue();

        assertThat(givenBack).hasValue(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void what_was_there_before_stays() throws IOException {
        Holder holder = new Holders(state).join("r-1", false);

        assertThat(holder.leave(givenBack::incrementAndGet)).isFalse();

        assertThat(givenBack).hasValue(0);
        assertThat(files()).isEmpty();
    }

    @Test
    void what_a_killed_command_has_left_the_next_gives_back() throws IOException {
        Path left = Files.createDirectories(state.resolve("holding")).resolve("r-1");
        Files.write(left, new byte[] {1});

        new Holders(state).join("r-1", false).leave(givenBack::incrementAndGet);

        assertThat(givenBack).hasValue(1);
    }

    @Test
    void a_file_that_nobody_has_needed_for_long_goes() throws IOException {
        Path left = Files.createDirectories(state.resolve("holding")).resolve("old");
        Files.createFile(left);
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(31))));

        Holder holder = new Holders(state).join("r-1", true);

        assertThat(files()).containsExactly("r-1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("holding/r-1"))))
                .isEqualTo("rw-------");
        holder.leave(givenBack::incrementAndGet);
    }

    @Test
    void what_was_asked_for_without_a_command_meanwhile_stays() throws IOException {
        Holders holders = new Holders(state);
        Holder holder = holders.join("r-1", true);

        holders.keep("r-1");
        holders.keep("../../r-1");
        holders.keep("another");

        assertThat(holder.leave(givenBack::incrementAndGet)).isFalse();
        assertThat(givenBack).hasValue(0);
        assertThat(files()).isEmpty();
    }

    @Test
    void what_cannot_be_removed_keeps_nobody_out() throws IOException {
        Path folder =
                Files.createDirectories(state.resolve("holding/no-file/x")).getParent();
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(31))));

        Holder holder = new Holders(state).join("r-1", true);

        assertThat(holder).isInstanceOf(Holder.Sharing.class);
        assertThat(holder.leave(givenBack::incrementAndGet)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../r-1", "", "a b"})
    void an_id_that_is_none_names_no_file(String id) {
        assertThat(new Holders(state).join(id, true).leave(givenBack::incrementAndGet))
                .isTrue();

        assertThat(givenBack).hasValue(1);
        assertThat(state).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void where_no_file_can_be_written_one_counts_as_alone(boolean made) throws IOException {
        Path occupied = Files.createFile(state.resolve("file"));

        assertThat(new Holders(occupied).join("r-1", made).leave(givenBack::incrementAndGet))
                .isEqualTo(made);

        assertThat(givenBack).hasValue(made ? 1 : 0);
    }

    private Stream<String> files() throws IOException {
        return Files.list(state.resolve("holding"))
                .map(file -> file.getFileName().toString());
    }
}
