package dev.intermute.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine that tests of what we deploy need. */
final class Tool {
    private static final int PATIENCE_SECONDS = 300;

    private Tool() {}

    /** Runs it to its end, and gives what it has printed; it must succeed. */
    static String ask(List<String> words) {
        Output output = run(words);
        if (output.exitCode != 0) {
            throw new AssertionError(
                    String.join(" ", words) + " ended with " + output.exitCode + ":\n" + output.out + output.err);
        }
        return output.out;
    }

    /** Runs it to its end. */
    static Output run(List<String> words) {
        try {
            Path out = Files.createTempFile("tool", ".out");
            Path err = Files.createTempFile("tool", ".err");
            try {
                Process process = start(new ProcessBuilder(words)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile()));
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(String.join(" ", words) + " doesn't end");
                }
                return new Output(process.exitValue(), read(out), read(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it. */
    static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(builder.command().get(0) + " can't be started; .ci/tools installs it", e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /**
     * What a program did.
     *
     * @param out its standard output
     * @param err its standard error
     */
    record Output(int exitCode, String out, String err) {}
}
