package dev.intermute.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Option;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.ProcessUsage;

/** Which server to measure, with {@code null} for what isn't given. The options can be given once for each of several. */
final class ServerOptions {
    @Option(names = "--server", paramLabel = "LABEL", description = "What its figures are listed under.")
    private String label = "intermute";

    @Option(names = "--url", description = "Where it runs already; else one is started in a fresh folder.")
    private URI url;

    @Option(names = "--pid", description = "The process behind --url: for its processor time and memory.")
    private Long pid;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "The jar or binary to start, if not what was built.")
    private Path program;

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "For the server that is started; repeatable.")
    private Map<String, String> environment = new LinkedHashMap<>();

    @Option(names = "--noop-path", paramLabel = "PATH", description = "Its route that does nothing: the yardstick.")
    private String noopPath = "/q/health/live";

    /** The server itself, started if need be. */
    MeasuredServer open() {
        if (url != null) {
            return MeasuredServer.running(
                    label, url, noopPath, Optional.ofNullable(pid).map(ProcessUsage::new));
        }
        return MeasuredServer.start(label, program == null ? PackagedProgram.file() : program, noopPath, environment);
    }

    String label() {
        return label;
    }
}
