package dev.intermute.push;

import java.util.concurrent.CompletionStage;

import io.quarkus.logging.Log;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;

/** A WebSocket as the way out. */
final class SocketOutlet implements Outlet {

    private final WebSocketConnection connection;
    private final Intake intake;

    SocketOutlet(WebSocketConnection connection, Intake intake) {
        this.connection = connection;
        this.intake = intake;
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
    public long heardAt() {
        return intake.heardAt();
    }

    @Override
    public void takeNext() {
        intake.takeNext();
    }

    @Override
    public void abort() {
        intake.abort();
    }
}
