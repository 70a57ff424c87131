package dev.intermute.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection that is kept open, with one request on its way at most. When it breaks it is opened anew. */
final class HttpConnection implements Endpoint {
    private final URI server;
    private final Selector selector;
    private final Requests requests;
    private final Caller caller;
    private SelectionKey key;
    private ResponseParser parser = new ResponseParser();
    private ByteBuffer request = ByteBuffer.allocate(0);
    private long due;
    private boolean waiting;

    HttpConnection(URI server, Selector selector, Requests requests, Caller caller) throws IOException {
        this.server = server;
        this.selector = selector;
        this.requests = requests;
        this.caller = caller;
        open();
    }

    private void open() throws IOException {
        SocketChannel channel = Dial.connect(server);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        parser = new ResponseParser();
    }

    /** Sends the next request, whose latency counts from this moment. */
    void send(long dueAt) {
        due = dueAt;
        waiting = true;
        request = requests.next(dueAt);
        try {
            write();
        } catch (IOException e) {
            broken(e);
        }
    }

    @Override
    public void ready(ByteBuffer buffer) {
        try {
            if (key.isWritable()) {
                write();
            }
            if (key.isReadable()) {
                read(buffer);
            }
        } catch (IOException e) {
            broken(e);
        }
    }

    private void write() throws IOException {
        channel().write(request);
        int wanted = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        int count = channel().read(buffer.clear());
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        requests.received(buffer.array(), 0, count);
        if (!parser.feed(buffer.array(), 0, count)) {
            return;
        }
        if (!waiting) {
            throw new IOException("an answer that nobody asked for");
        }
        waiting = false;
        answered(System.nanoTime());
    }

    private void answered(long now) throws IOException {
        boolean success = parser.status() / 100 == 2;
        if (success) {
            requests.accepted();
        }
        if (parser.closes()) {
            reopen();
        }
        if (success) {
            caller.succeeded(this, now - due, now);
        } else {
            caller.failed(this, "status " + parser.status());
        }
    }

    private void broken(IOException why) {
        try {
            reopen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean asked = waiting;
        waiting = false;
        String reason = String.valueOf(why.getMessage());
        if (asked) {
            caller.failed(this, reason);
        } else {
            caller.failedBetweenRequests(reason);
        }
    }

    private void reopen() throws IOException {
        close();
        open();
    }

    /** Goes without a word. */
    void close() throws IOException {
        channel().close();
    }

    private SocketChannel channel() {
        return (SocketChannel) key.channel();
    }
}
