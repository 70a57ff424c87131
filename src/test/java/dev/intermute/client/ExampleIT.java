package dev.intermute.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The same with nothing but the jar that is published and what its POM brings, on the packaged service. */
@QuarkusIntegrationTest
class ExampleIT extends ExampleTest {
    private static final Path JAR = Path.of("target/intermute-client.jar");
    private static final Path SOURCES = Path.of("target/intermute-client-sources.jar");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>\\s*</dependency>");

    @Override
    List<Path> sdk() {
        return List.of(JAR);
    }

    @Test
    void the_jar_holds_the_sdk_and_nothing_of_the_service() throws Exception {
        try (ZipFile jar = new ZipFile(JAR.toFile());
                ZipFile sources = new ZipFile(SOURCES.toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()))
                    .allMatch(entry -> entry.getName()
                            .matches("dev/intermute/client/[^/]+\\.class|META-INF/MANIFEST\\.MF"
                                    + "|META-INF/native-image/dev\\.intermute/intermute-client/reflect-config\\.json"));
            assertThat(jar.getEntry("META-INF/native-image/dev.intermute/intermute-client/reflect-config.json"))
                    .isNotNull();
            assertThat(new String(jar.getInputStream(jar.getEntry("META-INF/MANIFEST.MF"))
                            .readAllBytes()))
                    .contains("Automatic-Module-Name: dev.intermute.client");
            assertThat(sources.getEntry("dev/intermute/client/IntermuteClient.java"))
                    .isNotNull();
            assertThat(sources.stream().filter(entry -> !entry.isDirectory()))
                    .allMatch(entry ->
                            entry.getName().matches("dev/intermute/client/[^/]+\\.java|META-INF/MANIFEST\\.MF"));
        }
    }

    @Test
    void its_pom_brings_jackson_alone_in_the_versions_that_the_build_uses() throws Exception {
        String pom = Files.readString(Path.of("target/client/pom.xml"));

        List<String> used =
                jackson().stream().map(jar -> jar.getFileName().toString()).toList();
        assertThat(DEPENDENCY.matcher(pom).results()).hasSize(3).allSatisfy(dependency -> {
            assertThat(dependency.group(1)).startsWith("com.fasterxml.jackson.");
            assertThat(used).contains(dependency.group(2) + "-" + dependency.group(3) + ".jar");
        });
        assertThat(pom.split("<dependency>")).hasSize(4);
        assertThat(pom)
                .contains("<groupId>dev.intermute</groupId>", "<artifactId>intermute-client</artifactId>")
                .doesNotContain("${");
    }
}
