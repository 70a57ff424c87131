package dev.intermute.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the driver's native library goes: nowhere that stays. */
class SqliteLibraryIT {
    private final Path folder = PackagedServer.freshFolder();

    @Test
    void nothing_of_it_is_left_while_the_service_runs() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        servesWith(temporary);

        assertThat(names(temporary)).isEmpty();
    }

    @Test
    void a_machine_without_a_folder_for_temporary_files_uses_that_of_the_database() throws IOException {
        servesWith(folder.resolve("nowhere"));

        assertThat(names(folder)).noneMatch(name -> name.startsWith("intermute-") || name.endsWith(".so"));
    }

    private void servesWith(Path temporary) {
        try (PackagedServer server = PackagedServer.startWith("-Djava.io.tmpdir=" + temporary, folder, Map.of())) {
            assertThat(server.client()
                            .post("/api/messages", Map.of("from", "a", "to", List.of("b"), "body", "x"))
                            .status())
                    .isEqualTo(200);
            assertThat(server.err()).doesNotContain("Exception", "ERROR", "WARN");
            server.kill();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
