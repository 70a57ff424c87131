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
            writeOn(message);
        }
    }

    private void writeOn(Message message) {
        if (current == message) {
            context.writeAndFlush(message.nextFragment())
                    .addListener(flushed -> flushed(message, (ChannelFuture) flushed));
        }
    }

    private void flushed(Message message, ChannelFuture flushed) {
        if (current != message) {
            return;
        }
        if (!flushed.isSuccess()) {
            current = null;
            message.taken.completeExceptionally(flushed.cause());
        } else if (message.isWritten()) {
            current = null;
            message.taken.complete(null);
        } else {
            // As a task of its own: others on this event loop have their turn in between.
            context.executor().execute(() -> writeOn(message));
        }
    }

    /** After a close frame nothing is sent, whoever it was that closed. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(message, promise);
        if (message instanceof CloseWebSocketFrame) {
            stop();
        }
    }

    private void stop() {
        over = true;
        if (current != null) {
            Message unfinished = current;
            current = null;
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
