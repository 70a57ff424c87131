package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/** The packaged program as a process of its own. */
public final class PackagedServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** Tests start some hundred of them, and binaries in half a second each. */
    private static final Duration OFTEN = Duration.ofMillis(10);

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private final Process process;
    private final Path err;

    private PackagedServer(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /** A folder of the test's own, under {@code target/}. */
    public static Path freshFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "process-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the service in a folder, on a free port, with the database {@code test.db} there. */
    public static PackagedServer start(Path folder) {
        return start(folder, Map.of(), "--db", "test.db");
    }

    /** Starts the service in a folder, on this port, with the database {@code test.db} there. */
    public static PackagedServer startAt(int port, Path folder) {
        return start(PackagedProgram.command(), port, folder, Map.of(), "--db", "test.db");
    }

    /** Starts the service in a folder, on a free port, with further arguments. */
    public static PackagedServer start(Path folder, Map<String, String> environment, String... arguments) {
        return start(PackagedProgram.command(), 0, folder, environment, arguments);
    }

    /**
     * Starts the service in a folder, on a free port, with the database {@code test.db} there.
     *
     * @param option of the Java machine, such as {@code -Xmx64m}
     */
    public static PackagedServer startWith(String option, Path folder, Map<String, String> environment) {
        return start(PackagedProgram.command(option), 0, folder, environment, "--db", "test.db");
    }

    /**
     * Starts another program than the one that was built, in a folder, on a free port.
     *
     * @param program the words before its arguments
     */
    public static PackagedServer start(
            List<String> program, Path folder, Map<String, String> environment, String... arguments) {
        return start(program, 0, folder, environment, arguments);
    }

    private static PackagedServer start(
            List<String> program, int port, Path folder, Map<String, String> environment, String... arguments) {
        try {
            Path err = Files.createTempFile(folder, "stderr", ".txt");
            List<String> command = new ArrayList<>(program);
            command.addAll(List.of("serve", "--port", Integer.toString(port)));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(err.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("INTERMUTE_") || name.startsWith("QUARKUS_"));
            builder.environment().putAll(environment);
            return new PackagedServer(builder.start(), err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it listens, and tells where. */
    public String url() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .until(() -> !process.isAlive() || listening() != null);
        String url = listening();
        if (url == null) {
            throw new IllegalStateException("the service didn't start, exit code " + exitCode() + ":\n" + err());
        }
        return url;
    }

    /** Waits until it listens. */
    public Client client() {
        return new Client(url());
    }

    private String listening() {
        return addressIn(err()).orElse(null);
    }

    /** Where a service listens that has written this, if it does. */
    public static Optional<String> addressIn(String log) {
        Matcher matcher = LISTENING.matcher(log);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** How much processor time it has used. */
    public Duration processorTime() {
        return usage().processorTime();
    }

    /** How much memory it occupies. Linux only. */
    public long residentBytes() {
        return usage().residentBytes();
    }

    /** What it uses of the machine. */
    public ProcessUsage usage() {
        return new ProcessUsage(process.pid());
    }

    /** Has it drop what it doesn't need any more, so that what it uses is what it needs. */
    public void collectGarbage() {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!jcmd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
                throw new IllegalStateException("jcmd failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sum of a metric's values, over all its labels that contain this. */
    public double metric(String name, String label) {
        try {
            HttpRequest get =
                    HttpRequest.newBuilder(URI.create(url() + "/q/metrics")).build();
            String all = HttpClient.newHttpClient()
                    .send(get, HttpResponse.BodyHandlers.ofString())
                    .body();
            return all.lines()
                    .filter(line -> line.matches(Pattern.quote(name) + "[ {].*") && line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGTERM, and gives the exit code. */
    public int terminate() {
        process.destroy();
        return exitCode();
    }

    /** Sends SIGKILL, and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits for the end. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the service doesn't end:\n" + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it has written to standard error. */
    public String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
