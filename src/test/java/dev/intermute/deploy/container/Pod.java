package dev.intermute.deploy.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.intermute.deploy.Tool;
import dev.intermute.testing.PackagedProgram;

/**
 * A network of its own, as each pod has one, for a container to be started in: every port is free there, and nothing leaves
 * it. It has an address beside its loopback, as that is not where a kubelet's probes and other machines come from.
 */
final class Pod implements AutoCloseable {
    /** Of a range that is for documentation. */
    static final String ADDRESS = "192.0.2.10";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ENTER = """
            set -e
            ip link set lo up
            ip address add %s/32 dev lo
            exec "$@"
            """.formatted(ADDRESS);
    private static final Path CLASSES = Path.of("target", "test-classes").toAbsolutePath();

    private final Process prober;
    private final PrintStream requests;
    private final BufferedReader answers;

    private Pod(Process prober) {
        this.prober = prober;
        this.requests = new PrintStream(prober.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = prober.inputReader(StandardCharsets.UTF_8);
    }

    /** Makes one, and has something in it that probes. */
    static Pod open() {
        ProcessBuilder builder = new ProcessBuilder(
                "unshare", "--net", "sh", "-c", ENTER, "sh", PackagedProgram.java(), "-XX:TieredStopAtLevel=1");
        builder.command().addAll(List.of("-Xmx64m", "-cp", CLASSES.toString(), Prober.class.getName()));
        Pod pod = new Pod(Tool.start(builder.redirectError(ProcessBuilder.Redirect.INHERIT)));
        // The network is ready when this is answered.
        if (pod.get(ADDRESS, 9, "/", Duration.ofSeconds(1)).status() != 0) {
            throw new AssertionError("a network where something answers already");
        }
        return pod;
    }

    /** Where the runtime finds the network. */
    String network() {
        return "/proc/" + prober.pid() + "/ns/net";
    }

    /** Asks as a neighbour does. */
    Answer get(String host, int port, String path, Duration timeout) {
        return ask("http://" + host + ":" + port + path, timeout, "", "");
    }

    /** Asks as another machine does, with a key. */
    Answer get(int port, String path, String key) {
        return ask("http://" + ADDRESS + ":" + port + path, PATIENCE, key, "");
    }

    /** Posts JSON as a program in the pod does, which needs no key. */
    Answer post(int port, String path, String json) {
        return ask("http://127.0.0.1:" + port + path, PATIENCE, "", json);
    }

    private Answer ask(String url, Duration timeout, String key, String body) {
        try {
            requests.println(url + "\t" + timeout.toMillis() + "\t" + key + "\t" + body);
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("the prober has ended");
            }
            String[] parts = line.split(" ", 2);
            return new Answer(Integer.parseInt(parts[0]), parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        prober.destroyForcibly();
    }

    /**
     * What came back.
     *
     * @param status 0 where nothing did in time
     * @param body the content, or why there is none
     */
    record Answer(int status, String body) {}
}
