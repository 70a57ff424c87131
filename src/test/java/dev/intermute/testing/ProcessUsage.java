package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a process uses, as the kernel counts it. Linux only.
 *
 * @param pid its number
 */
public record ProcessUsage(long pid) {
    /** How much processor time it has used, to a hundredth of a second. */
    public Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** How much memory it occupies. */
    public long residentBytes() {
        return status("VmRSS") * 1024;
    }

    /** How many threads it has. */
    public long threads() {
        return status("Threads");
    }

    /** How many files and sockets it has open. */
    public long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long status(String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            String line =
                    lines.filter(one -> one.startsWith(field + ":")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
