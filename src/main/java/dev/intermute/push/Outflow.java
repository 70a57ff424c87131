package dev.intermute.push;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

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
 * Sends messages of text: small ones together, as what a socket costs is mostly the call to the network; one that is larger
 * than a fragment in several. What comes next is made when the network has taken the last. So the network holds less than
 * two fragments' worth for a client that doesn't read, whatever it is sent; and between fragments others have their turn on
 * the event loop.
 * (WebSockets Next takes a message whole, and copies it for each socket.)
 *
 * <p>Its state belongs to the connection's event loop; the public operations may be called by any thread.
 */
final class Outflow extends ChannelOutboundHandlerAdapter {
    /** The largest fragment, in bytes; less than that is never divided. Once so much is written, the network is asked. */
    static final int FRAGMENT_BYTES = 16 * 1024;

    private ChannelHandlerContext context;
    private Bundle current;
    private boolean over;
    private volatile long takenAt = System.nanoTime();

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /**
     * Sends messages, one behind the other; those before must have been taken.
     *
     * @param written called with each when all of it stands before whatever is sent next
     * @return completes when the network has taken them all; fails if the socket is closed before
     */
    CompletionStage<Void> send(List<Outgoing> frames, Consumer<Outgoing> written) {
        Bundle bundle = new Bundle(frames, written);
        onEventLoop(() -> begin(bundle));
        return bundle.taken;
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

    private void begin(Bundle bundle) {
        if (over || !context.channel().isActive()) {
            bundle.taken.completeExceptionally(new ClosedChannelException());
        } else {
            current = bundle;
            writeOn();
        }
    }

    private void writeOn() {
        if (current == null) {
            return;
        }
        try {
            int room = FRAGMENT_BYTES;
            ChannelFuture last;
            do {
                WebSocketFrame fragment = current.nextFragment();
                room -= fragment.content().readableBytes();
                last = context.write(fragment);
                // A write that fails does so here, and may close the socket; a flush that fails does so to them all.
            } while (room > 0 && last.cause() == null && current != null && !current.isWritten());
            context.flush();
            // The listener knows no message: it would keep one for as long as its client takes nothing, closed or not.
            last.addListener(done -> flushed((ChannelFuture) done));
        } catch (RuntimeException | Error e) {
            if (current != null) {
                finish().taken.completeExceptionally(e);
            }
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

    private Bundle finish() {
        Bundle finished = current;
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
            Bundle unfinished = finish();
            // Later: whoever hears of it may want to close the socket, which is about to be.
            context.executor().execute(() -> unfinished.taken.completeExceptionally(new ClosedChannelException()));
        }
    }

    /** What is being sent. */
    private final class Bundle {
        final CompletableFuture<Void> taken = new CompletableFuture<>();
        private final Deque<Outgoing> unwritten;
        private final Consumer<Outgoing> written;
        private int position;

        Bundle(List<Outgoing> frames, Consumer<Outgoing> written) {
            this.unwritten = new ArrayDeque<>(frames);
            this.written = written;
        }

        boolean isWritten() {
            return unwritten.isEmpty();
        }

        WebSocketFrame nextFragment() {
            Outgoing frame = unwritten.element();
            int from = position;
            int count = Math.min(FRAGMENT_BYTES, frame.length() - from);
            ByteBuf bytes = context.alloc().ioBuffer(count);
            frame.payload().write(from, count, bytes);
            position += count;
            boolean last = position == frame.length();
            if (last) {
                unwritten.remove();
                position = 0;
                written.accept(frame);
            }
            return from == 0 ? new TextWebSocketFrame(last, 0, bytes) : new ContinuationWebSocketFrame(last, 0, bytes);
        }
    }
}
