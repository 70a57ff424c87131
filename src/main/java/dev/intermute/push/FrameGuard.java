package dev.intermute.push;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Ends a socket whose client breaks RFC 6455 as the RFC says: with a close frame that tells what was wrong. Vert.x has
 * Netty's decoder find most of it, and then drops the connection without a word; it leaves out Netty's look at whether text
 * is UTF-8, and ignores messages that are too large in sum.
 *
 * <p>After the close frame the connection is shut in our direction alone, and what still comes is thrown away: closing it
 * with bytes unread would reset it, and the client might never see the close frame.
 */
final class FrameGuard extends ChannelDuplexHandler {
    /** As {@code quarkus.websockets-next.server.max-message-size}. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024;
    /** How long a client may take to hang up. */
    private static final long LINGER_MILLIS = 2000;
    /** How much of a reason fits a control frame, beside the code. */
    private static final int MAX_REASON_CHARACTERS = 123;

    private final Runnable refused;

    private boolean broken;
    private int messageBytes;

    /** @param refused called when it has ended a socket */
    FrameGuard(Runnable refused) {
        this.refused = refused;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            context.fireChannelRead(message);
            return;
        }
        if (!broken) {
            try {
                check(frame);
                context.fireChannelRead(frame);
                return;
            } catch (CorruptedWebSocketFrameException e) {
                refuse(context, e);
            }
        }
        frame.release();
    }

    private void check(WebSocketFrame frame) {
        boolean begins = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        if (!begins && !(frame instanceof ContinuationWebSocketFrame)) {
            return;
        }
        if (begins) {
            messageBytes = 0;
        }
        messageBytes += frame.content().readableBytes();
        if (messageBytes > MAX_MESSAGE_BYTES) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG, "a message has at most " + MAX_MESSAGE_BYTES + " bytes");
        }
    }

    /** What Netty's handlers have found. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (broken) {
            return;
        }
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            refuse(context, corrupted);
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    private void refuse(ChannelHandlerContext context, CorruptedWebSocketFrameException e) {
        broken = true;
        context.pipeline().addFirst(Deaf.INSTANCE);
        context.channel().config().setAutoRead(true);
        context.writeAndFlush(new CloseWebSocketFrame(e.closeStatus(), reason(e)))
                .addListener(written -> {
                    if (context.channel() instanceof DuplexChannel duplex) {
                        duplex.shutdownOutput();
                    }
                });
        context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        refused.run();
    }

    private static String reason(CorruptedWebSocketFrameException e) {
        String reason = String.valueOf(e.getMessage());
        return reason.substring(0, Math.min(reason.length(), MAX_REASON_CHARACTERS));
    }

    /** After the close frame nothing is sent. Whoever tries learns it at the end: they would cut the connection. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (broken) {
            ReferenceCountUtil.release(message);
            context.channel().closeFuture().addListener(end -> promise.tryFailure(new ClosedChannelException()));
        } else {
            context.write(message, promise);
        }
    }

    /** Throws away what comes. */
    @Sharable
    private static final class Deaf extends ChannelInboundHandlerAdapter {
        private static final Deaf INSTANCE = new Deaf();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
