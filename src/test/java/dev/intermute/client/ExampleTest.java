package dev.intermute.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.intermute.testing.Api;
import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The example that the SDK's Javadoc and the README show does what they say. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ExampleTest {
    private static final Path SOURCE = Path.of("src/main/java/dev/intermute/client/IntermuteClient.java");
    private static final Pattern IN_JAVADOC = Pattern.compile("(?s) \\* <pre>\\{@code\n(.*?) \\* }</pre>");
    private static final Pattern PRINTED = Pattern.compile("This prints \\{@code ([^}]+)} and \\{@code ([^}]+)}");
    private static final Pattern IN_README = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern JACKSON =
            Pattern.compile("jackson-(annotations|core|databind|datatype-jsr310|datatype-jdk8)-[\\d.]+\\.jar");

    @TempDir
    private Path folder;

    @Test
    void the_example_compiles_and_prints_what_is_promised() throws Exception {
        String program = """
                import dev.intermute.client.*;

                class Example {
                    public static void main(String[] arguments) {
                %s    }
                }
                """.formatted(
                        example().replace("http://127.0.0.1:7338", Sdk.url()).replace("demo", Api.freshProject()));

        compile(program);

        MatchResult printed = found(PRINTED, SOURCE);
        assertThat(run().lines()).containsExactly(printed.group(1), printed.group(2));
    }

    @Test
    void the_readme_shows_the_same_in_twenty_lines() throws IOException {
        String shown = found(IN_README, Path.of("README.md")).group(1);

        assertThat(shown).isEqualTo(example());
        assertThat(shown.lines()).hasSizeLessThanOrEqualTo(20);
    }

    /** Where the SDK is. */
    List<Path> sdk() {
        return List.of(Path.of("target/classes"));
    }

    private static String example() throws IOException {
        return found(IN_JAVADOC, SOURCE)
                .group(1)
                .lines()
                .map(line -> line.replaceFirst("^ \\* ?", "") + "\n")
                .collect(Collectors.joining());
    }

    private static MatchResult found(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file));
        assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
        return matcher.toMatchResult();
    }

    private void compile(String program) throws IOException {
        Path source = Files.writeString(folder.resolve("Example.java"), program);

        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-Xlint:all",
                        "-Werror",
                        "-cp",
                        classPath(),
                        source.toString());

        assertThat(exit).as("javac of\n%s", program).isZero();
    }

    private String run() throws Exception {
        Process process = new ProcessBuilder(PackagedProgram.java(), "-cp", classPath() + ":" + folder, "Example")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    private String classPath() {
        return Stream.concat(sdk().stream(), jackson().stream())
                .map(path -> path.toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
    }

    /** The jars of Jackson that the SDK needs, from what the build uses. */
    static List<Path> jackson() {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .filter(jar -> JACKSON.matcher(jar.getFileName().toString()).matches())
                .toList();
        assertThat(jars).hasSize(5);
        return jars;
    }
}
