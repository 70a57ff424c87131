package dev.intermute.push;

import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Takes what a client sends no faster than it is dealt with: backpressure for the way in. Its messages are handed on one at
 * a time, and nothing is read from the network while one waits, so that a client that asks without end and reads no answer
 * fills its own network buffers and not our memory (Vert.x and WebSockets Next would queue without bound).
 *
 * <p>It answers pings itself, and while the client takes nothing it keeps only the last of them, as RFC 6455, section
 * 5.5.3 allows. Once a close frame has gone one way or the other, it throws away what still comes.
 *
 * <p>Its state belongs to the connection's event loop; the public operations may be called by any thread.
 */
final class Intake extends ChannelDuplexHandler {
    private final Runnable gone;
    private final Deque<WebSocketFrame> waiting = new ArrayDeque<>();

    private ChannelHandlerContext context;
    private boolean handing;
    private boolean busy;
    private boolean closing;
    private boolean flushNeeded;
    private ByteBuf owed;
    private volatile long heardAt = System.nanoTime();

    private Intake(Runnable gone) {
        this.gone = gone;
    }

    /** The one of a connection; {@code null} before {@link #install}. */
    static Intake of(HttpConnection connection) {
        return network(connection).pipeline().get(Intake.class);
    }

    /**
     * Puts one before Vert.x, and a {@link FrameGuard} before it. Called on the connection's event loop.
     *
     * @param gone called once, when the connection is gone
     */
    static Intake install(HttpConnection connection, Runnable gone) {
        ChannelHandlerContext vertx = network(connection);
        Intake intake = new Intake(gone);
        FrameGuard.install(vertx);
        vertx.pipeline().addBefore(vertx.name(), null, intake);
        return intake;
    }

    private static ChannelHandlerContext network(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }

    /** When the client last sent something, as of {@link System#nanoTime}. */
    long heardAt() {
        return heardAt;
    }

    /** The message that was handed on last is dealt with: the next may come. */
    void takeNext() {
        if (context.executor().inEventLoop()) {
            busy = false;
            handOn();
        } else {
            context.executor().execute(this::takeNext);
        }
    }

    /** Cuts the connection off. */
    void abort() {
        // From here on down: Vert.x would begin with a close frame, which might wait for ever.
        context.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ctx.fireChannelRead(message);
            return;
        }
        heardAt = System.nanoTime();
        if (frame instanceof PingWebSocketFrame && !closing) {
            owe(frame.content());
            settle();
        } else if (frame instanceof PongWebSocketFrame || frame instanceof PingWebSocketFrame) {
            frame.release();
        } else {
            waiting.add(frame);
            handOn();
        }
    }

    /** Hands on what waits, up to the end of a message. Who comes back while it does so leaves the rest to it. */
    private void handOn() {
        if (handing) {
            return;
        }
        handing = true;
        while (!busy && !waiting.isEmpty()) {
            WebSocketFrame frame = waiting.poll();
            if (frame instanceof CloseWebSocketFrame) {
                closing = true;
                context.fireChannelRead(frame);
            } else if (closing) {
                frame.release();
            } else {
                busy = frame.isFinalFragment();
                context.fireChannelRead(frame);
            }
        }
        handing = false;
        context.channel().config().setAutoRead(waiting.isEmpty());
    }

    private void owe(ByteBuf payload) {
        dropOwed();
        owed = payload;
    }

    private void dropOwed() {
        if (owed != null) {
            owed.release();
            owed = null;
        }
    }

    /** Answers the last ping, if the network takes it. */
    private void settle() {
        if (owed != null && context.channel().isWritable()) {
            ByteBuf payload = owed;
            // First: what is written may make this be called again.
            owed = null;
            flushNeeded = true;
            context.write(new PongWebSocketFrame(payload));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (flushNeeded) {
            flushNeeded = false;
            ctx.flush();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        settle();
        if (flushNeeded) {
            flushNeeded = false;
            ctx.flush();
        }
        ctx.fireChannelWritabilityChanged();
    }

    /** After a close frame of ours only the client's is of interest. */
    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof CloseWebSocketFrame) {
            closing = true;
            busy = false;
            dropOwed();
            ctx.write(message, promise);
            handOn();
        } else {
            ctx.write(message, promise);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(WebSocketFrame::release);
        waiting.clear();
        dropOwed();
        gone.run();
        ctx.fireChannelInactive();
    }
}
