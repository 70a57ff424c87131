package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.intermute.testing.ProcessUsage;

/**
 * What the kernel says of a container.
 *
 * @param pid of its first process
 * @param controlGroup the name of its control group
 */
record KernelView(long pid, String controlGroup) {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    /** Where the first version of control groups has those of memory; it isn't there in the second. */
    private static final Path MEMORY_GROUPS = GROUPS.resolve("memory");

    private static final String UNLIMITED = "max";

    /** What its first process uses. */
    ProcessUsage usage() {
        return new ProcessUsage(pid);
    }

    /** What is said of its first process: {@code Uid}, {@code CapBnd} and so on. */
    Map<String, String> status() {
        return read("status")
                .lines()
                .map(line -> line.split(":\\s*", 2))
                .collect(Collectors.toMap(
                        parts -> parts[0], parts -> parts[1].replace('\t', ' ').strip()));
    }

    /** The words of its first process. */
    List<String> commandLine() {
        return List.of(read("cmdline").split("\0"));
    }

    /** The variables of its first process. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String variable : read("environ").split("\0")) {
            String[] parts = variable.split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return variables;
    }

    /** How something is mounted that it sees at a path: {@code rw} or {@code ro}, and so on. */
    String mountOptions(String at) {
        return read("mountinfo")
                .lines()
                .map(line -> line.split(" "))
                .filter(parts -> parts[4].equals(at))
                .map(parts -> parts[5])
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("nothing is mounted at " + at));
    }

    /** How much memory it has needed, and may. */
    Memory memory() {
        if (Files.isDirectory(MEMORY_GROUPS)) {
            Path group = MEMORY_GROUPS.resolve(controlGroup);
            return new Memory(
                    bytes(group.resolve("memory.max_usage_in_bytes")), bytes(group.resolve("memory.limit_in_bytes")));
        }
        Path group = GROUPS.resolve(controlGroup);
        return new Memory(bytes(group.resolve("memory.peak")), bytes(group.resolve("memory.max")));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long bytes(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.equals(UNLIMITED) ? Long.MAX_VALUE : Long.parseLong(text);
        } catch (IOException e) {
            throw new UncheckedIOException("control groups here don't limit memory", e);
        }
    }

    /**
     * The memory of all its processes.
     *
     * @param peakBytes the most that it had at once
     * @param limitBytes how much it may have
     */
    record Memory(long peakBytes, long limitBytes) {
        private static final double MEBIBYTE = 1048576;

        double peakMebibytes() {
            return peakBytes / MEBIBYTE;
        }

        double limitMebibytes() {
            return limitBytes / MEBIBYTE;
        }
    }
}
