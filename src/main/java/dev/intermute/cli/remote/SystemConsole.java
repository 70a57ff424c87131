package dev.intermute.cli.remote;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Asks the system itself. {@code System.console()} tells something else: whether standard input <em>and</em> output are
 * terminals, so that a body from a file would take the colours away. From JDK 22 on it may be there without a terminal, and what
 * tells that, {@code isTerminal()}, isn't in JDK 17.
 *
 * <p>Windows has neither of what is asked here; there, output is never taken for a terminal.
 */
final class SystemConsole implements Terminal.Console {
    /** Linux has it; what the link says is right also where the device isn't seen, as in a container. */
    private static final Path OUTPUT = Path.of("/proc/self/fd/1");

    private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/.*|tty.*|console|hvc.*)");
    private static final File CONTROLLING_TERMINAL = new File("/dev/tty");
    /** Both programs that are asked answer in a few ms, or not at all. */
    private static final long PATIENCE_MILLIS = 1_000;

    @Override
    public boolean isOutput() {
        try {
            return isTerminal(Files.readSymbolicLink(OUTPUT).toString());
        } catch (IOException e) {
            // Another system than Linux, or output is closed.
            return run(new ProcessBuilder("test", "-t", "1").redirectOutput(Redirect.INHERIT))
                    .isPresent();
        }
    }

    /** Whether that is the name of a terminal's device. */
    static boolean isTerminal(String device) {
        return TERMINAL.matcher(device).matches();
    }

    @Override
    public Optional<String> size() {
        return run(new ProcessBuilder("stty", "size").redirectInput(CONTROLLING_TERMINAL));
    }

    /** What a program prints, if it says that it is well. */
    private static Optional<String> run(ProcessBuilder program) {
        try {
            Process process = program.redirectError(Redirect.DISCARD).start();
            if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return process.exitValue() == 0 ? Optional.of(printed) : Optional.empty();
        } catch (IOException e) {
            // No such program, or no terminal.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
