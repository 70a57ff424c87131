package dev.intermute.deploy.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.deploy.Tool;

import static org.assertj.core.api.Assertions.assertThat;

/** What hadolint thinks of the Dockerfiles. */
@Tag("ci")
class HadolintIT {
    private static final Path FOLDER = Path.of("src", "main", "docker");

    static Stream<Path> dockerfiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith("Dockerfile."))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void there_are_three_dockerfiles() throws Exception {
        assertThat(dockerfiles().map(file -> file.getFileName().toString()))
                .containsExactly("Dockerfile.jvm", "Dockerfile.native", "Dockerfile.native-distroless");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void nothing_is_found_in_it(Path dockerfile) {
        Tool.Output found = hadolint(dockerfile);

        assertThat(found.out() + found.err()).isEmpty();
        assertThat(found.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CMD serve", "EXPOSE 73388", "HEALTHCHECK CMD true", "ADD target/intermute /x", "SERVE 1"})
    void what_is_wrong_would_be_found(String fault, @TempDir Path folder) throws Exception {
        Path faulty = folder.resolve("Dockerfile");
        Files.writeString(faulty, Files.readString(FOLDER.resolve("Dockerfile.native")) + fault + "\n");

        assertThat(hadolint(faulty).exitCode()).isNotZero();
    }

    private static Tool.Output hadolint(Path dockerfile) {
        return Tool.run(List.of("hadolint", "--no-color", dockerfile.toString()));
    }
}
