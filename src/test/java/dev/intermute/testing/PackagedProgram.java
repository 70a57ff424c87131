package dev.intermute.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the build has made: a jar, or with the profile {@code native} a binary. */
public final class PackagedProgram {
    /** No code is compiled for long runs, as tests start programs often, and let them run briefly: takes half the time. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    /** Written anew by each build that makes something. */
    private static final Path ARTIFACT = TARGET.resolve("quarkus-artifact.properties");

    private PackagedProgram() {}

    /** Whether it is a binary. */
    public static boolean isNative() {
        return artifact().getProperty("type").equals("native");
    }

    /** The jar or the binary. */
    public static Path file() {
        return TARGET.resolve(artifact().getProperty("path"));
    }

    /**
     * The words that start it quickly, before its arguments.
     *
     * @param options of the Java machine, which a binary has in it, too: such as {@code -Xmx64m}
     */
    public static List<String> command(String... options) {
        return command(ClassArchive.SERVICE, options);
    }

    /** The words that quickly start it as a command that talks to a service, before its arguments. */
    public static List<String> shortCommand() {
        return command(ClassArchive.COMMAND);
    }

    private static List<String> command(ClassArchive archive, String... options) {
        List<String> words = command(file(), options);
        if (!isNative()) {
            words.addAll(1, List.of(QUICK_START, archive.option(command(file(), QUICK_START), ARTIFACT)));
        }
        return words;
    }

    /** The words that start a jar or a binary as it is, which is how one measures it, before its arguments. */
    public static List<String> command(Path program, String... options) {
        boolean jar = program.toString().endsWith(".jar");
        List<String> words = new ArrayList<>(List.of(jar ? java() : program.toString()));
        words.addAll(List.of(options));
        if (jar) {
            words.addAll(List.of("-jar", program.toString()));
        }
        return words;
    }

    /** The Java that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Properties artifact() {
        try (Reader reader = Files.newBufferedReader(ARTIFACT)) {
            Properties artifact = new Properties();
            artifact.load(reader);
            return artifact;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
