package dev.intermute.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

import io.quarkus.logging.Log;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.net.SocketAddress;

import dev.intermute.http.StartRefused;

/**
 * Listens on a Unix socket and relays each connection to the address that HTTP is bound to. A relay, because Quarkus's own Unix
 * sockets need a native transport that a native binary doesn't have. Who may connect is decided by the socket file's mode, 0600;
 * the server knows the relay's connections by their source ports. One daemon thread serves all connections.
 */
@ApplicationScoped
public class UnixSocketRelay {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    private static final Duration PORT_PATIENCE = Duration.ofSeconds(2);

    private final Optional<Path> configured;
    private final HttpServer http;
    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private volatile String source = "";
    private Optional<Running> running = Optional.empty();
    private boolean stopped;

    private record Running(SocketFile file, SocketFile.Bound bound, RelayLoop loop, Thread thread) {}

    @Inject
    UnixSocketRelay(AccessConfig config, HttpServer http) {
        this(config.socket().filter(path -> !path.isBlank()).map(Path::of), http);
    }

    UnixSocketRelay(Optional<Path> configured, HttpServer http) {
        this.configured = configured;
        this.http = http;
    }

    /**
     * Checks that the configured socket, if any, can be made. For the start, before anything is opened.
     *
     * @throws StartRefused if there is another file, somebody answers on the socket, the folder is missing or
     *     can't be written to, or the path is too long
     */
    public void check() {
        configured.map(SocketFile::new).ifPresent(SocketFile::check);
    }

    /** Tells whether a connection that the server sees comes from this relay, hence from the Unix socket. */
    public boolean relays(SocketAddress remote) {
        return remote != null && ports.contains(remote.port()) && source.equals(remote.hostAddress());
    }

    /**
     * Makes the socket and starts to relay. A dead socket file is replaced.
     *
     * @param target the TCP address that connections are relayed to, one of this machine
     * @return false if it relays already, or has been stopped
     * @throws IOException if the socket can't be made
     * @throws StartRefused as {@link #check()}
     */
    public synchronized boolean start(Path socket, InetSocketAddress target) throws IOException {
        if (stopped || running.isPresent()) {
            return false;
        }
        InetAddress from = InetAddress.getByName(target.getAddress().getAddress().length == 4 ? "127.0.0.1" : "::1");
        SocketFile file = new SocketFile(socket);
        SocketFile.Bound bound = file.bind();
        RelayLoop loop = new RelayLoop(bound.channel(), from, target, ports);
        source = from.getHostAddress();
        Thread thread = new Thread(loop, "unix-socket-relay");
        thread.setDaemon(true);
        thread.start();
        running = Optional.of(new Running(file, bound, loop, thread));
        return true;
    }

    /** Takes no more connections and removes the socket's file, if it is still ours. Open connections go on. */
    public synchronized void stopAccepting() {
        stopped = true;
        running.ifPresent(r -> {
            try {
                r.bound.channel().close();
                r.file.remove(r.bound);
            } catch (IOException e) {
                Log.warnf("the Unix socket's file was left behind: %s", e);
            }
            r.loop.wakeup();
        });
    }

    /** Takes no more connections, delivers what has been answered already, and closes the open ones. A second time does nothing. */
    public synchronized void stop() {
        stopAccepting();
        running.ifPresent(r -> {
            r.loop.stop();
            try {
                r.thread.join(STOP_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        running = Optional.empty();
    }

    void listening(@ObservesAsync HttpServerStart event) {
        listening(event.options().getHost(), event.options().getPort());
    }

    /** After a live reload HTTP goes on listening, and nobody says so. */
    void reloaded(@Observes StartupEvent event, VertxHttpConfig server) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT && server.port() > 0) {
            listening(server.host(), server.port());
        }
    }

    private void listening(String host, int port) {
        configured.ifPresent(socket -> {
            try {
                if (start(socket, target(host, port))) {
                    Log.infof("listening on Unix socket %s", socket);
                }
            } catch (IOException | RuntimeException e) {
                Log.errorf("the Unix socket %s can't be made, stopping: %s", socket, e.getMessage());
                Quarkus.asyncExit(1);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    private InetSocketAddress target(String host, int port) throws IOException {
        InetAddress bound = InetAddress.getByName(host);
        return new InetSocketAddress(
                bound.isAnyLocalAddress() ? InetAddress.getByName("127.0.0.1") : bound, port > 0 ? port : realPort());
    }

    /** With port 0 the event comes from one event loop, and the port from another that may be a moment behind. */
    private int realPort() throws IOException {
        long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
        while (http.getPort() <= 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the HTTP port is not known");
            }
            Thread.onSpinWait();
        }
        return http.getPort();
    }
}
