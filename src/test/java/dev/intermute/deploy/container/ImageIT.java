package dev.intermute.deploy.container;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedProgram;

import static org.assertj.core.api.Assertions.assertThat;

/** The images, built from the Dockerfiles on a base of this machine: what is in them, and how much is sent. */
@Tag("ci")
class ImageIT {
    private static final long LARGEST_BINARY_BYTES = 40L * 1024 * 1024;
    private static final long LARGEST_CODE_BYTES = 4L * 1024 * 1024;

    private static BuiltImages images;

    @BeforeAll
    static void build() {
        images = new BuiltImages();
    }

    @AfterAll
    static void remove() {
        if (images != null) {
            images.close();
        }
    }

    @Test
    void an_image_runs_as_a_user_by_number_and_keeps_its_data_in_one_volume_that_is_that_users() throws Exception {
        for (Path dockerfile : BuiltImages.dockerfiles()) {
            Image image = images.of(dockerfile);

            assertThat(image.config().path("User").asText()).isEqualTo("65532:65532");
            assertThat(image.config().path("WorkingDir").asText()).isEqualTo("/data");
            assertThat(image.config().path("ExposedPorts").has("7338/tcp")).isTrue();
            assertThat(image.config().path("StopSignal").asText()).isEqualTo("SIGTERM");
            assertThat(image.config()
                            .at("/Labels/org.opencontainers.image.title")
                            .asText())
                    .isEqualTo("intermute");
            assertThat(image.volumes()).containsExactly("/data");
            Path data = image.root().resolve("data");
            assertThat(data).isEmptyDirectory();
            assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(65_532);
            assertThat(Files.getAttribute(data, "unix:gid")).isEqualTo(65_532);
            assertThat(image.container().arguments()).containsExactly("serve");
            assertThat(image.container().environment())
                    .containsEntry("INTERMUTE_HOST", "0.0.0.0")
                    .containsEntry("INTERMUTE_DB", "/data/intermute.db")
                    .containsEntry("INTERMUTE_KEYS_FILE", "/data/intermute.keys.yaml")
                    .doesNotContainKey("INTERMUTE_SOCKET");
            assertThat(image.healthCheck()).last().isEqualTo("health");
        }
    }

    @Test
    void what_changes_with_each_version_is_small_to_send() {
        for (Path dockerfile : BuiltImages.dockerfiles()) {
            images.of(dockerfile);
            List<Buildah.Layer> layers = images.layers(dockerfile);
            layers.forEach(layer -> System.out.printf(
                    Locale.ROOT,
                    "%s: %.1f MiB by %s%n",
                    dockerfile.getFileName(),
                    layer.bytes() / 1048576.0,
                    layer.madeBy().lines().findFirst().orElse("")));

            List<Buildah.Layer> ours = layers.subList(1, layers.size());
            assertThat(ours).hasSize(PackagedProgram.isNative() ? 2 : 5);
            if (PackagedProgram.isNative()) {
                assertThat(ours.get(1).bytes()).isLessThan(LARGEST_BINARY_BYTES);
            } else {
                assertThat(ours.get(1).madeBy()).as("the libraries come first").contains("/opt/intermute/lib/");
                assertThat(ours.subList(2, 5))
                        .allSatisfy(layer -> assertThat(layer.bytes()).isLessThan(LARGEST_CODE_BYTES));
            }
        }
    }

    @Test
    void the_binary_needs_nothing_of_its_base_but_the_c_library_and_the_jar_nothing_but_java() {
        if (PackagedProgram.isNative()) {
            assertThat(LocalBase.libraries(List.of(PackagedProgram.file().toString())))
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(LocalBase.isOfTheCLibrary(library))
                            .as(library)
                            .isTrue());
        } else {
            assertThat(images.usual().container().entrypoint()).first().isEqualTo("java");
        }
    }

    @Test
    void nothing_but_the_program_is_added_to_the_base() throws Exception {
        for (Path dockerfile : BuiltImages.dockerfiles()) {
            Image image = images.of(dockerfile);

            if (PackagedProgram.isNative()) {
                assertThat(image.root().resolve("usr/local/bin"))
                        .isDirectoryContaining("glob:**/intermute")
                        .satisfies(bin -> assertThat(bin.toFile().list()).hasSize(1));
            } else {
                assertThat(image.root().resolve("opt/intermute").toFile().list())
                        .containsExactlyInAnyOrder("app", "lib", "quarkus", "quarkus-run.jar");
            }
            assertThat(image.root().resolve("tmp")).isEmptyDirectory();
        }
    }
}
