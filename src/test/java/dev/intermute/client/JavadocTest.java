package dev.intermute.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The Javadoc of the SDK has no link that leads nowhere and no tag that is wrong. */
class JavadocTest {
    private static final Path PACKAGE = Path.of("src/main/java/dev/intermute/client");

    @TempDir
    private Path classes;

    @Test
    void nothing_is_wrong_with_it() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        // That a method without @return has a sentence which says it is the custom here.
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-Xdoclint:all,-missing",
                "-d",
                classes.toString(),
                "-cp",
                classPath());

        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null);
                Stream<Path> sources = Files.list(PACKAGE)) {
            Iterable<? extends JavaFileObject> units =
                    files.getJavaFileObjectsFromPaths(sources.sorted().toList());
            compiler.getTask(null, files, found, options, null, units).call();
        }

        assertThat(found.getDiagnostics()).isEmpty();
        assertThat(classes.resolve("dev/intermute/client/IntermuteClient.class"))
                .exists();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
