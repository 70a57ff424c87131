package dev.intermute.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkus.logging.Log;

/** The thread that moves the bytes of all relayed connections. What goes wrong on one of them closes that one alone. */
final class RelayLoop implements Runnable {

    /** New connections taken in one turn, so that those that are open get theirs. */
    private static final int ACCEPTS_A_TURN = 64;
    /** How long no new connections are taken after one failed, as it does without free file descriptors. */
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);
    /** How long what has been answered already is still delivered at the end. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Selector selector;
    private final ServerSocketChannel listener;
    private final InetAddress source;
    private final InetSocketAddress target;
    private final Set<Integer> ports;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(RelayFlow.BUFFER_BYTES);
    private final List<RelayPair> closed = new ArrayList<>();
    private final SelectionKey acceptKey;
    private boolean acceptFailed;
    private volatile boolean stopping;

    /**
     * @param source the loopback address that relayed connections come from
     * @param ports holds the source ports of the connections that are open; the loop keeps it
     */
    RelayLoop(ServerSocketChannel listener, InetAddress source, InetSocketAddress target, Set<Integer> ports)
            throws IOException {
        this.selector = Selector.open();
        this.listener = listener;
        this.source = source;
        this.target = target;
        this.ports = ports;
        listener.configureBlocking(false);
        this.acceptKey = listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Has the loop deliver what it has and end. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    /** Lets the selector notice what another thread closed. */
    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                turn();
            }
            long deadline = System.nanoTime() + LAST_WORDS.toNanos();
            while (selector.selectNow() > 0 && System.nanoTime() < deadline) {
                serveReady();
            }
        } catch (IOException | RuntimeException e) {
            Log.error("the Unix socket's relay ended", e);
        } finally {
            closeAll();
        }
    }

    private void turn() throws IOException {
        if (!closed.isEmpty()) {
            // A selection lets closed channels go, and only then are their ports free for others.
            selector.selectNow();
            closed.forEach(pair -> ports.remove(pair.sourcePort()));
            closed.clear();
        } else if (acceptFailed) {
            selector.select(ACCEPT_PAUSE.toMillis());
            acceptFailed = false;
            if (acceptKey.isValid()) {
                acceptKey.interestOps(SelectionKey.OP_ACCEPT);
            }
        } else {
            selector.select();
        }
        serveReady();
    }

    private void serveReady() {
        for (SelectionKey key : selector.selectedKeys()) {
            if (!key.isValid()) {
                continue;
            }
            if (key == acceptKey) {
                accept();
            } else {
                advance((RelayPair) key.attachment());
            }
        }
        selector.selectedKeys().clear();
    }

    private void accept() {
        try {
            for (int i = 0; i < ACCEPTS_A_TURN; i++) {
                SocketChannel client = listener.accept();
                if (client == null) {
                    return;
                }
                RelayPair.open(client, source, target, selector, ports);
            }
        } catch (IOException e) {
            if (acceptKey.isValid()) {
                Log.warnf("a connection to the Unix socket could not be relayed: %s", e);
                acceptFailed = true;
                acceptKey.interestOps(0);
            }
        }
    }

    private void advance(RelayPair pair) {
        try {
            if (pair.advance(scratch)) {
                return;
            }
        } catch (IOException | RuntimeException e) {
            Log.debugf("a connection to the Unix socket ended: %s", e);
        }
        pair.close();
        closed.add(pair);
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof RelayPair pair) {
                pair.close();
            }
        }
        try {
            listener.close();
            selector.close();
        } catch (IOException e) {
            Log.debugf("closing the relay's selector: %s", e);
        }
        ports.clear();
    }
}
