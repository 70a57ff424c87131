package dev.intermute.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of the machine that tests of what we deploy need. */
public final class Tool {
    private static final int PATIENCE_SECONDS = 300;
    private static final Path HERE = Path.of("").toAbsolutePath();

    private Tool() {}

    /** Runs it to its end, and gives what it has printed; it must succeed. */
    public static String ask(List<String> words) {
        Output output = run(words);
        if (output.exitCode != 0) {
            throw new AssertionError(
                    String.join(" ", words) + " ended with " + output.exitCode + ":\n" + output.said());
        }
        return output.out;
    }

    /** Runs it to its end. */
    public static Output run(List<String> words) {
        return run(HERE, Map.of(), words);
    }

    /** Runs it to its end in a folder, with these variables beside ours. */
    public static Output run(Path folder, Map<String, String> environment, List<String> words) {
        try {
            Path out = Files.createTempFile("tool", ".out");
            Path err = Files.createTempFile("tool", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                return new Output(exitCode(start(builder), words), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exitCode(Process process, List<String> words) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", words) + " doesn't end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it, in English. */
    public static Process start(ProcessBuilder builder) {
        builder.environment().put("LC_ALL", "C.UTF-8");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(builder.command().get(0) + " can't be started; .ci/tools installs it", e);
        }
    }

    /**
     * What a program did.
     *
     * @param out its standard output
     * @param err its standard error
     */
    public record Output(int exitCode, String out, String err) {
        /** All that it has printed. */
        public String said() {
            return out + err;
        }
    }
}
