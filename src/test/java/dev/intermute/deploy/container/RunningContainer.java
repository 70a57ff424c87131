package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.awaitility.Awaitility;

import dev.intermute.deploy.Tool;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.ProcessUsage;

/** A container that runs: runc starts it, as it does under Docker and under a kubelet. Needs Linux and root. */
final class RunningContainer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path MEMORY_1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path MEMORY_2 = Path.of("/sys/fs/cgroup");

    private final String name = "intermute-test-" + UUID.randomUUID();
    private final Path bundle = PackagedServer.freshFolder();
    private final Path out = bundle.resolve("out.txt");
    private final Container container;
    private final Process process;
    private final long started;

    private RunningContainer(Container container, Function<String, Bundle> named) {
        this.container = container;
        try {
            Files.writeString(
                    bundle.resolve("config.json"),
                    JSON.writeValueAsString(named.apply(name).json()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        started = System.nanoTime();
        process = Tool.start(new ProcessBuilder(words("run", "--bundle", bundle.toString(), name))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile()));
    }

    /** Starts it in a pod. */
    static RunningContainer start(Container container, Pod pod) {
        return new RunningContainer(container, name -> new Bundle(container, name, pod));
    }

    /** Starts it on the network of this machine. */
    static RunningContainer onThisMachine(Container container) {
        return new RunningContainer(container, name -> new Bundle(container, name));
    }

    /** Runs it in a pod to its end, and gives its exit code. */
    static int run(Container container, Pod pod) {
        try (RunningContainer running = start(container, pod)) {
            return running.awaitEnd();
        }
    }

    /** Runs another program in it, as an engine does for a health check, and gives its exit code. */
    int exec(List<String> command) {
        List<String> words = words("exec", name);
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

    /** What its first process uses. */
    ProcessUsage usage() {
        return new ProcessUsage(pid());
    }

    /** How long ago it was started. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** What the kernel says of its first process: {@code Uid}, {@code CapBnd} and so on. */
    Map<String, String> status() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.map(line -> line.split(":\\s*", 2))
                    .collect(Collectors.toMap(
                            parts -> parts[0],
                            parts -> parts[1].replace('\t', ' ').strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of its first process. */
    List<String> commandLine() {
        return zeroTerminated("cmdline");
    }

    /** The variables of its first process. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        zeroTerminated("environ").forEach(variable -> {
            String[] parts = variable.split("=", 2);
            variables.put(parts[0], parts[1]);
        });
        return variables;
    }

    private List<String> zeroTerminated(String file) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(pid()), file))
                    .split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() {
        try {
            return JSON.readTree(Tool.ask(words("state", name))).path("pid").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most memory that it had at once, and how much it may have. */
    long[] memoryPeakAndLimit() {
        boolean first = Files.isDirectory(MEMORY_1);
        Path group = (first ? MEMORY_1 : MEMORY_2).resolve(name);
        Function<String, Long> number = file -> {
            try {
                return Long.parseLong(Files.readString(group.resolve(file)).strip());
            } catch (IOException e) {
                throw new UncheckedIOException("control groups here don't limit memory", e);
            }
        };
        return new long[] {
            number.apply(first ? "memory.max_usage_in_bytes" : "memory.peak"),
            number.apply(first ? "memory.limit_in_bytes" : "memory.max")
        };
    }

    /** How something is mounted that it sees at a path: {@code rw} or {@code ro}, and so on. */
    String mountOptions(String at) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid()), "mountinfo"))) {
            return lines.map(line -> line.split(" "))
                    .filter(parts -> parts[4].equals(at))
                    .map(parts -> parts[5])
                    .reduce((first, second) -> second)
                    .orElseThrow(() -> new AssertionError("nothing is mounted at " + at));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it do nothing any more. */
    void freeze() {
        Tool.ask(words("kill", name, "STOP"));
    }

    /** Tells it to stop, as an engine and a kubelet do. */
    void terminate() {
        Tool.ask(words("kill", name, "TERM"));
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

    Container container() {
        return container;
    }

    private List<String> words(String... command) {
        List<String> words = new ArrayList<>(
                List.of("runc", "--root", bundle.resolve("state").toString()));
        words.addAll(List.of(command));
        return words;
    }

    @Override
    public void close() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            Tool.run(words("delete", "--force", name));
            return !process.isAlive();
        });
    }
}
