package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

import dev.intermute.deploy.Tool;
import dev.intermute.testing.PackagedServer;

/** A container that runs: runc starts it, as it does under Docker and under a kubelet. Needs Linux and root. */
final class RunningContainer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = Runc.newName();
    private final Path bundle = PackagedServer.freshFolder();
    private final Path out = bundle.resolve("out.txt");
    private final Process process;
    private final long started;

    private RunningContainer(Function<String, Bundle> named) {
        try {
            Files.writeString(
                    bundle.resolve("config.json"),
                    JSON.writeValueAsString(named.apply(name).json()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        started = System.nanoTime();
        process = Tool.start(new ProcessBuilder(Runc.words("run", "--bundle", bundle.toString(), name))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile()));
    }

    /** Starts it in a pod. */
    static RunningContainer start(Container container, Pod pod) {
        return new RunningContainer(name -> new Bundle(container, name, pod));
    }

    /** Starts it on the network of this machine. */
    static RunningContainer onThisMachine(Container container) {
        return new RunningContainer(name -> new Bundle(container, name));
    }

    /** Runs it in a pod to its end. */
    static Ended run(Container container, Pod pod) {
        try (RunningContainer running = start(container, pod)) {
            return new Ended(running.awaitEnd(), running.output());
        }
    }

    /** Runs another program in it, as an engine does for a health check, and gives its exit code. */
    int exec(List<String> command) {
        List<String> words = Runc.words("exec", name);
        words.addAll(command);
        return Tool.run(words).exitCode();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the service in it listens, and tells where. */
    String awaitUrl() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !isAlive() || PackagedServer.addressIn(output()).isPresent());
        return PackagedServer.addressIn(output())
                .orElseThrow(() -> new AssertionError("it has ended with " + awaitEnd() + ":\n" + output()));
    }

    /** How long ago it was started. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** What the kernel says of it. */
    KernelView kernelView() {
        try {
            long pid = JSON.readTree(Tool.ask(Runc.words("state", name)))
                    .path("pid")
                    .asLong();
            return new KernelView(pid, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it do nothing any more. */
    void freeze() {
        Tool.ask(Runc.words("kill", name, "STOP"));
    }

    /** Tells it to stop, as an engine and a kubelet do. */
    void terminate() {
        Tool.ask(Runc.words("kill", name, "TERM"));
    }

    /** Waits for its end, and gives the exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it doesn't end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            Tool.run(Runc.words("delete", "--force", name));
            return !process.isAlive();
        });
    }

    /**
     * How one has ended.
     *
     * @param exitCode its own; runc's where it couldn't be started
     * @param output what was printed
     */
    record Ended(int exitCode, String output) {}
}
