package dev.intermute.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Lets the requests of a connection through one at a time: what comes behind one that isn't answered yet is held here,
 * before Vert.x. Vert.x would queue it without bound; and if the connection closed while half a request is in that queue, it
 * would fail over that half, which has no response yet, before it tells the request that it is about that its client has gone
 * (Http1xServerConnection.handleClosed): nobody would ever learn of it, its end handlers and the count of connections included.
 *
 * <p>While something is held the connection is read on, because only who reads sees its end; up to {@link #MAX_HELD_BYTES},
 * and no further until the next request is let through.
 *
 * <p>Its state belongs to the connection's event loop.
 */
final class Turnstile extends ChannelDuplexHandler {
    private static final int MAX_HELD_BYTES = 64 * 1024;
    /** What a message or a header takes beside its text, roughly. */
    private static final int OVERHEAD_BYTES = 128;

    private final Deque<HttpObject> held = new ArrayDeque<>();
    private final List<CompletableFuture<Void>> watchers = new ArrayList<>();

    private ChannelHandlerContext context;
    private int heldBytes;
    private boolean stopped;
    private boolean isLast;
    /** It is put into place while the first request is being dealt with. */
    private boolean busy = true;

    private HttpResponseStatus status = HttpResponseStatus.OK;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean isNext = message instanceof HttpRequest && busy;
        if (message instanceof HttpObject part && (isNext || !held.isEmpty())) {
            hold(part);
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        ctx.fireChannelRead(message);
    }

    private void begin(HttpRequest request) {
        busy = true;
        isLast = !keepsConnection(request);
    }

    /** As Vert.x sees it, which closes the connection otherwise. */
    private static boolean keepsConnection(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        HttpHeaders headers = request.headers();
        return version.equals(HttpVersion.HTTP_1_1)
                        && !headers.contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)
                || version.equals(HttpVersion.HTTP_1_0)
                        && headers.contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE, true);
    }

    private void hold(HttpObject part) {
        held.add(part);
        heldBytes += size(part);
        if (heldBytes >= MAX_HELD_BYTES) {
            stopped = true;
            context.channel().config().setAutoRead(false);
            watchers.forEach(watcher -> watcher.complete(null));
            watchers.clear();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            status = response.status();
        }
        boolean isEnd = message instanceof LastHttpContent;
        ctx.write(message, promise);
        if (isEnd) {
            ended();
        }
    }

    private void ended() {
        if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            // What follows are frames.
            context.pipeline().remove(this);
            return;
        }
        if (isLast || status.codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        busy = false;
        watchers.clear();
        if (!held.isEmpty()) {
            // Once Vert.x, which is in the middle of writing, is done with the response, too.
            context.executor().execute(this::letNextThrough);
        }
    }

    private void letNextThrough() {
        if (busy || held.isEmpty()) {
            return;
        }
        List<HttpObject> next = takeNext();
        if (stopped && heldBytes < MAX_HELD_BYTES) {
            stopped = false;
            // Not after Vert.x has them: it may have reasons of its own to stop.
            context.channel().config().setAutoRead(true);
        }
        if (next.get(0) instanceof HttpRequest request) {
            begin(request);
        }
        next.forEach(context::fireChannelRead);
        context.fireChannelReadComplete();
    }

    /** A request, as far as it has come. */
    private List<HttpObject> takeNext() {
        List<HttpObject> next = new ArrayList<>();
        do {
            HttpObject part = held.remove();
            heldBytes -= size(part);
            next.add(part);
        } while (!held.isEmpty() && !(held.peek() instanceof HttpRequest));
        return next;
    }

    private static int size(HttpObject part) {
        int size = OVERHEAD_BYTES;
        if (part instanceof HttpRequest request) {
            size += request.uri().length();
            for (Map.Entry<String, String> header : request.headers()) {
                size += OVERHEAD_BYTES
                        + header.getKey().length()
                        + header.getValue().length();
            }
        }
        if (part instanceof HttpContent content) {
            size += content.content().readableBytes();
        }
        return size;
    }

    /**
     * The request that is being dealt with, the first, is the last: its connection closes with its answer. Vert.x would drop what
     * comes behind it without a release of the memory.
     */
    void expectNoMore() {
        isLast = true;
    }

    /** Completes once the connection isn't read any more; never, if the request that is being dealt with ends before that. */
    CompletableFuture<Void> whenFull() {
        CompletableFuture<Void> watcher = new CompletableFuture<>();
        if (context.executor().inEventLoop()) {
            watch(watcher);
        } else {
            context.executor().execute(() -> watch(watcher));
        }
        return watcher;
    }

    private void watch(CompletableFuture<Void> watcher) {
        if (stopped) {
            watcher.complete(null);
        } else if (busy) {
            watchers.add(watcher);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        watchers.clear();
        if (stopped) {
            ctx.channel().config().setAutoRead(true);
        }
    }
}
