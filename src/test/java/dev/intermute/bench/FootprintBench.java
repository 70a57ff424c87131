package dev.intermute.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** How small and how quick the packaged program is: the table of the README. Linux only, and for a machine at rest. */
@Tag("bench")
class FootprintBench {
    private static final int RUNS = Integer.getInteger("bench.runs", 20);
    private static final int MESSAGES = Integer.getInteger("bench.messages", 100_000);
    private static final int CONNECTIONS = 16;
    private static final int A_MOMENT = 500;
    private static final byte[] HEALTH =
            "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LINE = "HTTP/1.1 200".length();

    private final Path folder = PackagedServer.freshFolder();

    @Test
    void start_memory_and_size() throws Exception {
        List<Double> starts = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        try (PackagedServer first = PackagedServer.start(folder)) {
            first.url();
            first.terminate();
        }
        for (int run = 0; run < RUNS; run++) {
            int port = freePort();
            long before = System.nanoTime();
            try (PackagedServer server = PackagedServer.startAt(port, folder)) {
                awaitHealth(port);
                starts.add((System.nanoTime() - before) / 1e6);
                TimeUnit.MILLISECONDS.sleep(A_MOMENT);
                resident.add(mebibytes(server));
                server.terminate();
            }
        }
        say("process start to the first 200 of /health: %.0f ms (%.0f to %.0f)", starts);
        say("resident after the start: %.0f MiB (%.0f to %.0f)", resident);
        say("resident after %,d messages: %.0f MiB".formatted(MESSAGES, residentAfterMessages()));
        say("intermute --version: %.1f ms (%.1f to %.1f)", commands("--version"));
        say("intermute init: %.1f ms (%.1f to %.1f)", commands("init", "--project", "p"));
        say("size: %.1f MiB".formatted(Files.size(PackagedProgram.file()) / 1048576.0));
    }

    private double residentAfterMessages() throws Exception {
        try (PackagedServer server = PackagedServer.start(folder);
                Load load = new Load(server.url(), CONNECTIONS, server::processorTime)) {
            while (load.sent() < MESSAGES) {
                load.run(1);
            }
            return mebibytes(server);
        }
    }

    private List<Double> commands(String... arguments) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<String> command = new ArrayList<>(PackagedProgram.command());
            command.addAll(Arrays.asList(arguments));
            long before = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).isZero();
            millis.add((System.nanoTime() - before) / 1e6);
        }
        return millis;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Asks until it says 200, as often as it can: a poll with pauses would be part of the figure. */
    private static void awaitHealth(int port) {
        String answer = "";
        while (!answer.startsWith("HTTP/1.1 200")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(HEALTH);
                answer = new String(socket.getInputStream().readNBytes(LINE), StandardCharsets.US_ASCII);
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static double mebibytes(PackagedServer server) {
        return server.residentBytes() / 1048576.0;
    }

    private static void say(String format, List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        say(String.format(
                Locale.ROOT, format, sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1)));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
