package dev.intermute.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class MigrationFilesTest {
    @Test
    void all_files_of_the_folder_are_known_in_the_order_of_their_versions() throws IOException {
        assertThat(MigrationFiles.names())
                .isEqualTo(Stream.concat(files("src/main/resources").stream(), files("src/test/resources").stream())
                        .toList());
    }

    /** Those of the tests have higher versions than the service's own. */
    private static List<String> files(String root) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(root, "db", "migration"))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.comparing(name -> Integer.valueOf(name.replaceAll("^V(\\d+)__.*$", "$1"))))
                    .toList();
        }
    }
}
