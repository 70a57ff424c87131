package dev.intermute.cli.remote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.intermute.cli.CommandLineTool;
import dev.intermute.testing.PackagedProgram;

import static org.assertj.core.api.Assertions.assertThat;

/** A person's shell in a working tree of its own: runs commands there, in this process or as the packaged program. */
final class Shell {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final boolean packaged;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /** How a command ended. */
    record Result(int code, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + out, e);
            }
        }

        /** With 0, and without a word of complaint. */
        Result done() {
            assertThat(err).as("standard error; standard output: %s", out).isEmpty();
            assertThat(code).isZero();
            return this;
        }

        /** With this code, and one line that says this. */
        Result failed(Exit exit, String... words) {
            assertThat(code).as("exit code; %s", err).isEqualTo(exit.code());
            assertThat(err.lines()).singleElement().asString().startsWith("intermute: ");
            assertThat(List.of(words)).allSatisfy(word -> assertThat(err).contains(word));
            return this;
        }
    }

    /**
     * Opens one.
     *
     * @param packaged whether commands are processes of their own
     * @param folder a working tree; made if it isn't there
     * @param state the user's folder for state
     */
    Shell(boolean packaged, Path folder, Path state, String url, String project) {
        this.packaged = packaged;
        this.folder = made(folder);
        made(folder.resolve(".git"));
        environment.put("XDG_STATE_HOME", made(state).toString());
        environment.put("INTERMUTE_URL", url);
        environment.put("INTERMUTE_PROJECT", project);
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With this variable from now on; a value of {@code null} takes it away. */
    Shell set(String variable, String value) {
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value);
        }
        return this;
    }

    Path folder() {
        return folder;
    }

    Result run(String... args) {
        return runWith("", args);
    }

    /** With standard input. */
    Result runWith(String input, String... args) {
        return runWith(input.getBytes(StandardCharsets.UTF_8), args);
    }

    /** The same, whatever the bytes are. */
    Result runWith(byte[] input, String... args) {
        return packaged ? process(input, args) : here(input, args);
    }

    private Result here(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        InputStream in = new ByteArrayInputStream(input);
        Surroundings surroundings = new Surroundings(Map.copyOf(environment), folder, folder, in);
        int code = new CommandLineTool(out, new PrintWriter(err, true), surroundings).run(args);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private Result process(byte[] input, String... args) {
        try {
            Process process = start(args);
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            give(input, process.getOutputStream());
            String out = text(process.getInputStream());
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void give(byte[] input, OutputStream to) {
        try (to) {
            to.write(input);
        } catch (IOException e) {
            // It has read as much as it wants.
        }
    }

    /** Starts the packaged program, and doesn't wait for it. */
    Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(PackagedProgram.shortCommand());
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("INTERMUTE_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
