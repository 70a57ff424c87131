package dev.intermute.push;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Sends messages of text, one at a time, a large one in fragments of which the next is made when the network has taken the
 * last. So the network holds no more than a fragment for a client that doesn't read, whatever it is sent; and between two
 * fragments others have their turn on the event loop. (WebSockets Next takes a message whole, and copies it for each
 * socket.)
 *
 * <p>Its state belongs to the connection's event loop; the public operations may be called by any thread.
 */
final class Outflow extends ChannelOutboundHandlerAdapter {
    private static final int FRAGMENT_BYTES = 16 * 1024;

    private ChannelHandlerContext context;
    private Message current;
    private boolean over;
    private volatile long takenAt = System.nanoTime();

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /**
     * Sends a message; the one before must have been taken.
     *
     * @param written called when all of it stands before whatever is sent next
     * @return completes when the network has taken it; fails if the socket is closed before
     */
    CompletionStage<Void> send(Payload payload, Runnable written) {
        Message message = new Message(payload, written);
        onEventLoop(() -> begin(message));
        return message.taken;
    }

    /** When the network last took something of a message, as of {@link System#nanoTime}. */
    long takenAt() {
        return takenAt;
    }

    /** Leaves what isn't written unwritten, and then does something that closes the socket. */
    void end(Runnable closing) {
        onEventLoop(() -> {
            stop();
            closing.run();
        });
    }

    private void onEventLoop(Runnable work) {
        if (context.executor().inEventLoop()) {
            work.run();
        } else {
            context.executor().execute(work);
        }
    }

    private void begin(Message message) {
        if (over || !context.channel().isActive()) {
            message.taken.completeExceptionally(new ClosedChannelException());
        } else {
            current = message;
            writeOn();
        }
    }

    private void writeOn() {
        if (current == null) {
            return;
        }
        try {
            // The listener knows no message: it would keep one for as long as its client takes nothing, closed or not.
            context.writeAndFlush(current.nextFragment()).addListener(done -> flushed((ChannelFuture) done));
        } catch (RuntimeException | Error e) {
            finish().taken.completeExceptionally(e);
        }
    }

    private void flushed(ChannelFuture done) {
        if (current == null) {
            return;
        }
        takenAt = System.nanoTime();
        if (!done.isSuccess()) {
            finish().taken.completeExceptionally(done.cause());
        } else if (current.isWritten()) {
            finish().taken.complete(null);
        } else {
            // As a task of its own: others on this event loop have their turn in between.
            context.executor().execute(this::writeOn);
        }
    }

    private Message finish() {
        Message finished = current;
        current = null;
        return finished;
    }

    /** After a close frame nothing is sent, whoever it was that closed. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        boolean closes = message instanceof CloseWebSocketFrame;
        over |= closes;
        ctx.write(message, promise);
        if (closes) {
            stop();
        }
    }

    private void stop() {
        over = true;
        if (current != null) {
            Message unfinished = finish();
            // Later: whoever hears of it may want to close the socket, which is about to be.
            context.executor().execute(() -> unfinished.taken.completeExceptionally(new ClosedChannelException()));
        }
    }

    /** One that is being sent. */
    private final class Message {
        final CompletableFuture<Void> taken = new CompletableFuture<>();
        private final Payload payload;
        private final Runnable written;
        private int position;

        Message(Payload payload, Runnable written) {
            this.payload = payload;
            this.written = written;
        }

        boolean isWritten() {
            return position == payload.length();
        }

        WebSocketFrame nextFragment() {
            int from = position;
            int count = Math.min(FRAGMENT_BYTES, payload.length() - from);
            ByteBuf bytes = context.alloc().ioBuffer(count);
            payload.write(from, count, bytes);
            position += count;
            if (isWritten()) {
                written.run();
            }
            return from == 0
                    ? new TextWebSocketFrame(isWritten(), 0, bytes)
                    : new ContinuationWebSocketFrame(isWritten(), 0, bytes);
        }
    }
}
