package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of the packaged jar as the Java machine has them once they are read and checked: with them a start takes it
 * far less. Made once for each build, by a process that has done a little and ends; the Java machine leaves aside what in
 * it isn't what the jar has.
 */
enum ClassArchive {
    /** Of a service. */
    SERVICE("classes.jsa") {
        @Override
        String record(List<String> recording) {
            try (PackagedServer server =
                    PackagedServer.start(recording, PackagedServer.freshFolder(), Map.of(), "--db", "test.db")) {
                use(server);
                server.terminate();
                return server.err();
            }
        }
    },
    /** Of a command that talks to a service, and finds none. */
    COMMAND("command-classes.jsa") {
        @Override
        String record(List<String> recording) throws IOException {
            List<String> command = new ArrayList<>(recording);
            command.addAll(
                    List.of("send", "--url", "http://127.0.0.1:1", "--agent", "a", "--to", "b", "--json", "text"));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    };

    private final String file;

    ClassArchive(String file) {
        this.file = file;
    }

    /** Runs the program with these words before its arguments, so that it writes the archive; gives what it says. */
    abstract String record(List<String> recording) throws IOException;

    /**
     * The option that makes use of it.
     *
     * @param java the words that start the jar without it
     * @param builtLast changes with each build
     */
    synchronized String option(List<String> java, Path builtLast) {
        Path archive = builtLast.resolveSibling(file);
        try {
            if (!Files.exists(archive)
                    || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(builtLast)) < 0) {
                Path fresh = builtLast.resolveSibling(ProcessHandle.current().pid() + "-" + file);
                make(fresh, java);
                // Another run of tests at the same time may be making one, too, or using the one that is there.
                Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            return "-XX:SharedArchiveFile=" + archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(Path archive, List<String> java) throws IOException {
        Files.deleteIfExists(archive);
        List<String> recording = new ArrayList<>(java);
        recording.add(1, "-XX:ArchiveClassesAtExit=" + archive);
        String said = record(recording);
        if (!Files.exists(archive)) {
            throw new IllegalStateException("no archive of the classes was made:\n" + said);
        }
    }

    /** So that what most tests use is in it. */
    private static void use(PackagedServer server) {
        Client client = server.client();
        client.post("/api/agents", Map.of("project", "p", "name", "ann"));
        try (PushClient socket = PushClient.toAgent(server.url(), "p", "ann").open()) {
            client.post("/api/messages", Map.of("project", "p", "from", "bob", "to", List.of("ann"), "body", "x"));
            socket.awaitFrames(1);
        }
        client.get("/api/inbox/ann", Map.of("project", "p"));
        client.get("/api/events", Map.of("project", "p"));
        client.post("/api/reservations", Map.of("project", "p", "agent", "ann", "path", "src"));
        client.get("/health", Map.of());
        server.metric("jvm_memory_used_bytes", "");
    }
}
