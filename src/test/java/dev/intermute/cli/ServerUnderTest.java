package dev.intermute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.intermute.testing.PackagedProgram;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged program as a process of its own, in a folder of its own. */
final class ServerUnderTest implements AutoCloseable {

    private final Process process;
    private final Path out;
    private final Path err;

    private ServerUnderTest(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static ServerUnderTest start(Path folder, Map<String, String> environment, String... args) throws IOException {
        return start(folder, environment, Files.createTempFile(folder.getParent(), "out", ".txt"), args);
    }

    /** With standard output to a file of the caller's. */
    static ServerUnderTest start(Path folder, Map<String, String> environment, Path out, String... args)
            throws IOException {
        Path err = Files.createTempFile(folder.getParent(), "err", ".txt");
        List<String> command = new ArrayList<>(PackagedProgram.command());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("INTERMUTE_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        return new ServerUnderTest(builder.start(), out, err);
    }

    /** Waits up to 30 s for the end, and gives the exit code. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** What the program says of a failure; its log is another matter. */
    List<String> failures() throws IOException {
        return err().lines().filter(line -> line.startsWith("intermute: ")).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
