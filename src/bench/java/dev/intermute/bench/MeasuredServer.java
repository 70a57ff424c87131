package dev.intermute.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.ProcessUsage;

/**
 * What is measured: a server that somebody else has started, or one of our own in a fresh folder.
 *
 * @param label what its figures are listed under
 * @param noopPath the route whose rate is the yardstick
 * @param usage empty where its process isn't known
 * @param stop how it is ended
 */
record MeasuredServer(
        String label, URI url, String noopPath, Optional<ProcessUsage> usage, Fixture fixture, Runnable stop)
        implements AutoCloseable {
    /** A server that runs already, and goes on when all is done. */
    static MeasuredServer running(String label, URI url, String noopPath, Optional<ProcessUsage> usage) {
        return new MeasuredServer(label, url, noopPath, usage, new Fixture(url, freshProject()), () -> {});
    }

    /** Starts a program: a jar or a binary. It ends with this process, however that ends. */
    static MeasuredServer start(String label, Path program, String noopPath, Map<String, String> environment) {
        PackagedServer server = PackagedServer.start(
                PackagedProgram.command(program.toAbsolutePath()),
                PackagedServer.freshFolder(),
                environment,
                "--db",
                "bench.db");
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try {
            URI url = URI.create(server.url());
            Fixture fixture = new Fixture(url, freshProject());
            return new MeasuredServer(label, url, noopPath, Optional.of(server.usage()), fixture, server::terminate);
        } catch (IllegalStateException e) {
            server.close();
            throw e;
        }
    }

    private static String freshProject() {
        return "bench-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public void close() {
        stop.run();
    }
}
