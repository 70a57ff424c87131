package dev.intermute.push;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes out on one connection, with a network in the test's hands that takes a frame when it is told to. */
class OutflowTest {
    private static final int FRAGMENT = Outflow.FRAGMENT_BYTES;

    private final Network network = new Network();
    private final Outflow outflow = new Outflow();
    private final EmbeddedChannel channel = new EmbeddedChannel(network, outflow);
    private final AtomicInteger written = new AtomicInteger();

    @AfterEach
    void close() {
        network.frames.forEach(WebSocketFrame::release);
        channel.finishAndReleaseAll();
    }

    @Test
    void a_message_of_several_pieces_goes_out_as_one_frame() {
        CompletionStage<Void> taken = send("{\"message\":", "é".repeat(10), "}");

        assertThat(network.text()).isEqualTo("{\"message\":" + "é".repeat(10) + "}");
        assertThat(network.frames.get(0)).isInstanceOf(TextWebSocketFrame.class);
        assertThat(network.frames.get(0).isFinalFragment()).isTrue();
        assertThat(written).hasValue(1);
        assertThat(taken.toCompletableFuture()).isNotDone();

        network.takeOne();

        assertThat(taken.toCompletableFuture()).isCompleted();
    }

    @Test
    void small_messages_go_out_together_and_are_taken_together() {
        CompletionStage<Void> taken = send(payload("one"), payload("two"), payload("three"));

        assertThat(network.text()).isEqualTo("onetwothree");
        assertThat(network.frames).hasSize(3).hasOnlyElementsOfType(TextWebSocketFrame.class);
        assertThat(network.flushes).isEqualTo(1);
        assertThat(written).hasValue(3);

        network.takeOne();
        network.takeOne();
        assertThat(taken.toCompletableFuture()).isNotDone();
        network.takeOne();
        assertThat(taken.toCompletableFuture()).isCompleted();
    }

    @Test
    void messages_go_out_together_until_they_are_a_fragment_and_small_ones_are_never_divided() {
        String small = "y".repeat(FRAGMENT);
        CompletionStage<Void> taken = send(payload("x".repeat(FRAGMENT - 1)), payload(small), payload("z"));

        assertThat(network.frames).hasSize(2);
        assertThat(network.frames.stream().map(WebSocketFrame::isFinalFragment)).containsExactly(true, true);
        assertThat(written).hasValue(2);
        network.takeOne();
        network.takeOne();
        assertThat(network.frames).hasSize(3);
        network.takeOne();

        assertThat(taken.toCompletableFuture()).isCompleted();
        assertThat(network.text()).endsWith("yz");
        assertThat(network.flushes).isEqualTo(2);
    }

    @Test
    void a_large_one_behind_small_ones_is_begun_with_them() {
        CompletionStage<Void> taken = send(payload("one"), payload("x".repeat(FRAGMENT + 1)));

        assertThat(network.frames.stream().map(WebSocketFrame::isFinalFragment)).containsExactly(true, false);
        assertThat(network.text()).hasSize(3 + FRAGMENT);
        network.takeOne();
        network.takeOne();
        network.takeOne();

        assertThat(taken.toCompletableFuture()).isCompleted();
        assertThat(network.text()).isEqualTo("one" + "x".repeat(FRAGMENT + 1));
    }

    @Test
    void one_of_several_that_cannot_be_written_fails_them_all() {
        network.refuseThe(2);

        CompletionStage<Void> taken = send(payload("one"), payload("two"), payload("three"));

        assertThat(taken.toCompletableFuture()).isCompletedExceptionally();
        assertThat(network.frames).hasSize(2);
    }

    @Test
    void a_close_leaves_of_several_those_that_are_not_written_unwritten() {
        CompletionStage<Void> taken = send(payload("one"), payload("x".repeat(2 * FRAGMENT)), payload("never"));

        outflow.end(() -> channel.writeOneOutbound(new CloseWebSocketFrame(1013, "written " + written)));
        network.takeOne();

        assertThat(network.frames).hasSize(3);
        assertThat(((CloseWebSocketFrame) network.frames.get(2)).reasonText()).isEqualTo("written 1");
        assertThat(taken.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void the_next_fragment_of_a_large_one_is_made_when_the_network_has_taken_the_last() {
        String large = "é".repeat(FRAGMENT) + "x";
        CompletionStage<Void> taken = send("{", large, "}");
        assertThat(network.frames).hasSize(1);
        assertThat(written).hasValue(0);

        network.takeOne();
        network.takeOne();

        assertThat(written).hasValue(1);
        assertThat(taken.toCompletableFuture()).isNotDone();

        network.takeOne();

        assertThat(taken.toCompletableFuture()).isCompleted();
        assertThat(network.text()).isEqualTo("{" + large + "}");
        assertThat(network.frames.subList(1, 3)).hasOnlyElementsOfType(ContinuationWebSocketFrame.class);
        assertThat(network.frames.stream().map(WebSocketFrame::isFinalFragment)).containsExactly(false, false, true);
    }

    @Test
    void a_close_cuts_a_large_message_short_and_comes_right_behind_what_is_out() {
        CompletionStage<Void> taken = send("x".repeat(3 * FRAGMENT));

        outflow.end(() -> channel.writeOneOutbound(new CloseWebSocketFrame(1013, "written " + written)));
        network.takeOne();

        assertThat(network.frames).hasSize(2);
        assertThat(((CloseWebSocketFrame) network.frames.get(1)).reasonText()).isEqualTo("written 0");
        assertThat(taken.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void nothing_is_sent_behind_a_close_frame_whoever_sent_it() {
        channel.writeOneOutbound(new CloseWebSocketFrame(1000, ""));

        CompletionStage<Void> taken = send("too late");

        assertThat(network.frames).hasSize(1);
        assertThat(taken.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void a_network_that_breaks_fails_what_was_on_its_way() {
        CompletionStage<Void> taken = send("x".repeat(3 * FRAGMENT));

        network.breaks();

        assertThat(taken.toCompletableFuture()).isCompletedExceptionally();
        assertThat(network.frames).hasSize(1);
    }

    @Test
    void of_what_a_closed_socket_was_sent_nothing_is_kept_but_what_the_network_has() {
        WeakReference<byte[]> large = sendLarge();

        outflow.end(() -> {});
        channel.runPendingTasks();

        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(large.get()).isNull();
        });
        assertThat(network.frames).hasSize(1);
    }

    private WeakReference<byte[]> sendLarge() {
        byte[] large = new byte[3 * FRAGMENT];
        send(Payload.of(large));
        return new WeakReference<>(large);
    }

    /** Sends one message of these pieces. */
    private CompletionStage<Void> send(String... pieces) {
        return send(payload(pieces));
    }

    private CompletionStage<Void> send(Payload... messages) {
        List<Outgoing> frames = Arrays.stream(messages)
                .map(message -> new Outgoing(null, null, message, 0, new Weight(message.length())))
                .toList();
        return outflow.send(frames, frame -> written.incrementAndGet());
    }

    private static Payload payload(String... pieces) {
        return Payload.of(Arrays.stream(pieces)
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    private final class Network extends ChannelOutboundHandlerAdapter {
        final List<WebSocketFrame> frames = new ArrayList<>();
        private final List<ChannelPromise> promises = new ArrayList<>();
        private int answered;
        int flushes;
        private int refused;

        void refuseThe(int number) {
            refused = number;
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            flushes++;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            frames.add((WebSocketFrame) message);
            promises.add(promise);
            if (frames.size() == refused) {
                promise.setFailure(new IllegalStateException("no memory"));
            }
        }

        void takeOne() {
            promises.get(answered++).setSuccess();
            channel.runPendingTasks();
        }

        void breaks() {
            promises.get(answered++).setFailure(new IllegalStateException("gone"));
            channel.runPendingTasks();
        }

        String text() {
            // A fragment may end within a character, so bytes are put together one for one.
            byte[] all = new byte
                    [frames.stream()
                            .mapToInt(frame -> frame.content().readableBytes())
                            .sum()];
            int at = 0;
            for (WebSocketFrame frame : frames) {
                int count = frame.content().readableBytes();
                frame.content().getBytes(frame.content().readerIndex(), all, at, count);
                at += count;
            }
            return new String(all, StandardCharsets.UTF_8);
        }
    }
}
