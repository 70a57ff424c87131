package dev.intermute.push;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    public CompletionStage<Void> send(List<Outgoing> frames, Consumer<Outgoing> written) {
        return intake.outflow().send(frames, written);
    }

    @Override
    public CompletionStage<Void> ping() {
        return connection.sendPing(Buffer.buffer()).subscribeAsCompletionStage();
    }

    @Override
    public void close(CloseCode code, Supplier<String> reason) {
        intake.outflow().end(() -> close(new CloseReason(code.code(), reason.get())));
    }

    private void close(CloseReason reason) {
        if (connection.isClosed()) {
            return;
        }
        connection
                .close(reason)
                .subscribe()
                .with(closing -> {}, failure -> Log.debugf("A socket was closed already: %s", failure));
    }

    @Override
    public long takenAt() {
        return intake.outflow().takenAt();
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
