package dev.intermute.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A tool that is no part of a JDK, run to its end: what it has said, on both outputs. */
record ToolRun(int exitCode, String said) {
    private static final int PATIENCE_SECONDS = 120;

    /**
     * Runs a command.
     *
     * @param howToGet what to do where the tool isn't there
     */
    static ToolRun of(String howToGet, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return in(Path.of(""), howToGet, environment, command);
    }

    /** Runs a command in a folder. */
    static ToolRun in(Path folder, String howToGet, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile("tool-", ".txt");
        try {
            Process process = start(folder, howToGet, environment, command, said);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " doesn't end:\n" + Files.readString(said));
            }
            return new ToolRun(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }

    /** Starts a command that goes on. */
    static Process start(String howToGet, Map<String, String> environment, List<String> command, Path said) {
        return start(Path.of(""), howToGet, environment, command, said);
    }

    private static Process start(
            Path folder, String howToGet, Map<String, String> environment, List<String> command, Path said) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(command.get(0) + " can't be started: " + howToGet, e);
        }
    }
}
