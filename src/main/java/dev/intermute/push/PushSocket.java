package dev.intermute.push;

import io.quarkus.logging.Log;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;

/** What all sockets do. Called on event loops. */
@NonBlocking
public abstract class PushSocket {
    private final Sockets sockets;

    PushSocket(Sockets sockets) {
        this.sockets = sockets;
    }

    @OnOpen
    void open(WebSocketConnection connection) {
        guarded(
                connection,
                () -> sockets.open(connection, UpgradeTicket.of(connection).opening(), outlet(connection)));
    }

    @OnTextMessage
    void text(String text, WebSocketConnection connection) {
        guarded(connection, () -> sockets.text(connection, text));
    }

    @OnBinaryMessage
    void binary(Buffer bytes, WebSocketConnection connection) {
        guarded(connection, () -> sockets.binary(connection));
    }

    @OnClose
    void close(WebSocketConnection connection) {
        sockets.closed(connection);
    }

    /** What fails here for a reason that nobody foresaw is told, and no socket stays open half made. */
    private void guarded(WebSocketConnection connection, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            Log.error("A socket failed for a reason that nobody foresaw", e);
            sockets.subscriber(connection).ifPresentOrElse(Subscriber::fail, outlet(connection)::fail);
        }
    }

    private static Outlet outlet(WebSocketConnection connection) {
        return new SocketOutlet(connection, UpgradeTicket.of(connection).intake());
    }

    /** Broken frames, connections that break: the network layer closes the socket, and there is nobody to tell. */
    @OnError
    void error(Throwable failure, WebSocketConnection connection) {
        Log.debugf("A socket failed: %s", failure);
    }
}
