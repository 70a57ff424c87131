package dev.intermute.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * A connection to the Unix socket and the one to the TCP address that it is relayed over. The source port of the latter is
 * known before it connects, so that the server can never see a connection of ours that it doesn't know.
 */
final class RelayPair {

    private final SocketChannel client;
    private final SocketChannel server;
    private final int sourcePort;
    private final RelayFlow request;
    private final RelayFlow answer;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;

    private RelayPair(SocketChannel client, SocketChannel server, int sourcePort, Selector selector)
            throws IOException {
        this.client = client;
        this.server = server;
        this.sourcePort = sourcePort;
        this.request = new RelayFlow(client, server);
        this.answer = new RelayFlow(server, client);
        this.clientKey = client.register(selector, 0, this);
        this.serverKey = server.register(selector, SelectionKey.OP_CONNECT, this);
    }

    /**
     * Starts to connect.
     *
     * @param ports gets the source port
     * @throws IOException if there are no more sockets or ports; then everything is closed, the client too
     */
    static RelayPair open(
            SocketChannel client, InetAddress source, InetSocketAddress target, Selector selector, Set<Integer> ports)
            throws IOException {
        SocketChannel server = null;
        int port = -1;
        try {
            client.configureBlocking(false);
            server = SocketChannel.open();
            server.configureBlocking(false);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            server.bind(new InetSocketAddress(source, 0));
            port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            ports.add(port);
            RelayPair pair = new RelayPair(client, server, port, selector);
            if (server.connect(target)) {
                pair.listen();
            }
            return pair;
        } catch (IOException e) {
            client.close();
            if (server != null) {
                server.close();
            }
            ports.remove(port);
            throw e;
        }
    }

    /** Moves what can be moved. Gives false when there is nothing more to come. */
    boolean advance(ByteBuffer scratch) throws IOException {
        if (server.isConnectionPending() && !server.finishConnect()) {
            return true;
        }
        request.move(scratch);
        answer.move(scratch);
        listen();
        return !(request.isDone() && answer.isDone());
    }

    private void listen() {
        clientKey.interestOps(interest(request, answer));
        serverKey.interestOps(interest(answer, request));
    }

    private static int interest(RelayFlow reads, RelayFlow writes) {
        return (reads.wantsToRead() ? SelectionKey.OP_READ : 0) | (writes.wantsToWrite() ? SelectionKey.OP_WRITE : 0);
    }

    /** Closes both sides. The source port is free once the selector has let the channels go, at its next selection. */
    void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    int sourcePort() {
        return sourcePort;
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The other end may have torn it down; there is nothing left to lose on it.
            return;
        }
    }
}
