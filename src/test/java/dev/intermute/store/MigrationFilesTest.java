package dev.intermute.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationFilesTest {
    @Test
    void all_files_of_the_folder_are_named_in_the_order_of_their_versions() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            names = files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.comparing(name -> Integer.valueOf(name.replaceAll("^V(\\d+)__.*$", "$1"))))
                    .toList();
        }

        assertThat(MigrationFiles.NAMES).isEqualTo(names);
    }
}
