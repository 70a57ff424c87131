package dev.intermute.push;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
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
    /** How long the connection of a client that has closed its socket may stay: until it has taken our close frame. */
    private static final long LINGER_SECONDS = 10;

    private final Runnable gone;
    private final Outflow outflow = new Outflow();
    private final Deque<WebSocketFrame> waiting = new ArrayDeque<>();

    private ChannelHandlerContext context;
    private boolean open;
    private boolean handing;
    private boolean busy = true;
    private boolean closing;
    private boolean reading;
    private boolean flushNeeded;
    private Future<?> end;
    private ByteBuf owed;
    private volatile long heardAt = System.nanoTime();

    /** @param gone called once, when the connection is gone */
    Intake(Runnable gone) {
        this.gone = gone;
    }

    /** The one of a connection; {@code null} before {@link #install}. */
    static Intake of(HttpConnection connection) {
        return network(connection).pipeline().get(Intake.class);
    }

    /**
     * Puts one before Vert.x, behind what looks at frames and joins them to messages. Called on the connection's event
     * loop while it is open.
     *
     * @param gone called once, when the connection is gone
     */
    static Intake install(HttpConnection connection, Runnable gone) {
        ChannelHandlerContext vertx = network(connection);
        Intake intake = new Intake(gone);
        vertx.pipeline()
                .addBefore(vertx.name(), null, new Utf8FrameValidator(false))
                .addBefore(vertx.name(), null, new FrameGuard(intake::close))
                .addBefore(vertx.name(), null, new Assembly())
                .addBefore(vertx.name(), null, intake)
                .addBefore(vertx.name(), null, intake.outflow);
        return intake;
    }

    private static ChannelHandlerContext network(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }

    /** The way out, on the same connection. */
    Outflow outflow() {
        return outflow;
    }

    /** When the client last sent something, as of {@link System#nanoTime}. */
    long heardAt() {
        return heardAt;
    }

    /** The socket is open, or the message that was handed on last is dealt with: the next may come. */
    void takeNext() {
        if (context.executor().inEventLoop()) {
            open = true;
            busy = false;
            settle();
            flushPongs();
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
        reading = true;
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

    /** Hands on what waits, up to one message. Who comes back while it does so leaves the rest to it. */
    private void handOn() {
        if (handing) {
            return;
        }
        handing = true;
        boolean handed = false;
        while (!busy && !waiting.isEmpty()) {
            WebSocketFrame frame = waiting.poll();
            if (closing && !(frame instanceof CloseWebSocketFrame)) {
                frame.release();
                continue;
            }
            if (frame instanceof CloseWebSocketFrame) {
                closing = true;
                end = context.executor().schedule(this::abort, LINGER_SECONDS, TimeUnit.SECONDS);
            } else {
                busy = true;
            }
            handed = true;
            context.fireChannelRead(frame);
            if (closing) {
                // Its answer must be out before anything else fails because of it.
                context.flush();
            }
        }
        handing = false;
        context.channel().config().setAutoRead(waiting.isEmpty());
        if (handed && !reading) {
            // Vert.x keeps what it writes meanwhile until the end of the read.
            context.fireChannelReadComplete();
        }
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

    /** Answers the last ping, if the network takes it; before the socket is open it would be in front of the 101. */
    private void settle() {
        if (open && owed != null && context.channel().isWritable()) {
            ByteBuf payload = owed;
            // First: what is written may make this be called again.
            owed = null;
            flushNeeded = true;
            context.write(new PongWebSocketFrame(payload));
        }
    }

    private void flushPongs() {
        if (flushNeeded) {
            flushNeeded = false;
            context.flush();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        flushPongs();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        settle();
        flushPongs();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ctx.write(message, promise);
        if (message instanceof CloseWebSocketFrame) {
            close();
        }
    }

    /** A close frame of ours has gone out: nothing of the client is of interest but its own. */
    private void close() {
        closing = true;
        busy = false;
        dropOwed();
        handOn();
    }

    /** Joins frames to messages, without asking for more of them: that is for the intake to say. */
    private static final class Assembly extends WebSocketFrameAggregator {
        Assembly() {
            super(FrameGuard.MAX_MESSAGE_BYTES);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.fireChannelReadComplete();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(WebSocketFrame::release);
        waiting.clear();
        dropOwed();
        if (end != null) {
            end.cancel(false);
        }
        gone.run();
        ctx.fireChannelInactive();
    }
}
