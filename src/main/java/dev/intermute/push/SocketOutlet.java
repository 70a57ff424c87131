package dev.intermute.push;

import java.util.concurrent.CompletionStage;

import io.quarkus.logging.Log;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** A WebSocket as the way out. */
final class SocketOutlet implements Outlet {

    private final WebSocketConnection connection;
    private final HttpConnection network;

    SocketOutlet(WebSocketConnection connection, HttpConnection network) {
        this.connection = connection;
        this.network = network;
    }

    @Override
    public CompletionStage<Void> send(String text) {
        return connection.sendText(text).subscribeAsCompletionStage();
    }

    @Override
    public CompletionStage<Void> ping() {
        return connection.sendPing(Buffer.buffer()).subscribeAsCompletionStage();
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (connection.isClosed()) {
            return;
        }
        connection
                .close(new CloseReason(code.code(), reason))
                .subscribe()
                .with(closing -> {}, failure -> Log.debugf("A socket was closed already: %s", failure));
    }

    @Override
    public void abort() {
        // HttpConnection.close would begin with another close frame.
        if (network instanceof ConnectionBase base) {
            base.channelHandlerContext().close();
        } else {
            Log.warnf("A connection can't be cut off: %s", network.getClass());
        }
    }
}
