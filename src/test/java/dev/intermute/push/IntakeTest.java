package dev.intermute.push;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is taken from a client and when, with the network in the test's hands. */
class IntakeTest {
    private final AtomicInteger gone = new AtomicInteger();
    private final Service service = new Service();
    private final Intake intake = new Intake(gone::incrementAndGet);
    private final EmbeddedChannel network = new EmbeddedChannel(intake, service);

    @BeforeEach
    void open() {
        intake.takeNext();
    }

    @Test
    void nothing_is_taken_or_answered_before_the_socket_is_open() {
        Service later = new Service();
        Intake closed = new Intake(gone::incrementAndGet);
        EmbeddedChannel early = new EmbeddedChannel(closed, later);
        early.writeInbound(text("one"), new PingWebSocketFrame(), new CloseWebSocketFrame(1000, ""));
        assertThat(later.received).isEmpty();
        assertThat(early.<Object>readOutbound()).isNull();

        closed.takeNext();
        assertThat(later.texts()).containsExactly("one");
        assertThat(early.<Object>readOutbound()).isInstanceOf(PongWebSocketFrame.class);
        closed.takeNext();

        assertThat(later.received.get(1)).isInstanceOf(CloseWebSocketFrame.class);
    }

    @Test
    void messages_are_handed_on_one_at_a_time_and_nothing_is_read_while_one_waits() {
        network.writeInbound(text("one"), text("two"), text("three"));
        assertThat(service.texts()).containsExactly("one");
        assertThat(network.config().isAutoRead()).isFalse();

        intake.takeNext();
        assertThat(service.texts()).containsExactly("one", "two");
        assertThat(network.config().isAutoRead()).isFalse();

        intake.takeNext();
        assertThat(service.texts()).containsExactly("one", "two", "three");
        assertThat(network.config().isAutoRead()).isTrue();
    }

    @Test
    void many_messages_that_are_dealt_with_at_once_need_no_deep_stack() {
        service.takesAtOnce = true;

        network.writeInbound(
                IntStream.range(0, 20_000).mapToObj(i -> text("" + i)).toArray());

        assertThat(service.received).hasSize(20_000);
        assertThat(network.config().isAutoRead()).isTrue();
    }

    @Test
    void what_is_handed_on_after_a_read_has_an_end_of_its_own() {
        network.writeInbound(text("one"), text("two"));
        int before = service.readsEnded;

        intake.takeNext();

        assertThat(service.readsEnded).isEqualTo(before + 1);
    }

    @Test
    void another_thread_may_say_that_a_message_is_dealt_with() throws InterruptedException {
        network.writeInbound(text("one"), text("two"));

        Thread other = new Thread(intake::takeNext);
        other.start();
        other.join();
        network.runPendingTasks();

        assertThat(service.texts()).containsExactly("one", "two");
    }

    @Test
    void pings_are_answered_while_a_message_waits() {
        network.writeInbound(text("one"), new PingWebSocketFrame(Unpooled.copiedBuffer("hi", StandardCharsets.UTF_8)));

        assertThat(pong()).isEqualTo("hi");
        assertThat(service.texts()).containsExactly("one");
    }

    @Test
    void of_pings_by_a_client_that_takes_nothing_the_last_is_answered_when_it_does() {
        List<PingWebSocketFrame> pings = IntStream.range(0, 1000)
                .mapToObj(i -> new PingWebSocketFrame(Unpooled.copiedBuffer("" + i, StandardCharsets.UTF_8)))
                .toList();
        takesAnything(false);

        network.writeInbound(pings.toArray());
        assertThat(network.<Object>readOutbound()).isNull();
        takesAnything(true);

        assertThat(pong()).isEqualTo("999");
        assertThat(network.<Object>readOutbound()).isNull();
        assertThat(pings).allMatch(ping -> ping.refCnt() == 0);
    }

    @Test
    void pongs_and_what_comes_after_a_close_go_no_further() {
        WebSocketFrame unasked = new PongWebSocketFrame();
        WebSocketFrame late = text("late");
        PingWebSocketFrame ping = new PingWebSocketFrame();
        network.writeInbound(unasked, new CloseWebSocketFrame(1000, ""), late, ping);

        assertThat(service.received).hasSize(1).allMatch(CloseWebSocketFrame.class::isInstance);
        assertThat(network.<Object>readOutbound()).isNull();
        assertThat(List.of(unasked, late, ping)).allMatch(frame -> frame.refCnt() == 0);
    }

    @Test
    void after_a_close_of_ours_what_waits_is_dropped_and_the_clients_own_is_read() {
        WebSocketFrame waits = text("waits");
        network.writeInbound(text("one"), waits);

        network.writeOutbound(new CloseWebSocketFrame(1013, "resume"));
        network.writeInbound(text("late"), new CloseWebSocketFrame(1013, ""));

        assertThat(service.received).hasSize(2);
        assertThat(service.received.get(1)).isInstanceOf(CloseWebSocketFrame.class);
        assertThat(waits.refCnt()).isZero();
        assertThat(network.config().isAutoRead()).isTrue();
    }

    @Test
    void a_client_that_has_closed_is_cut_off_when_it_does_not_go() {
        network.freezeTime();
        network.writeInbound(new CloseWebSocketFrame(1000, ""));
        assertThat(network.isOpen()).isTrue();

        network.advanceTimeBy(1, TimeUnit.MINUTES);
        network.runScheduledPendingTasks();

        assertThat(network.isOpen()).isFalse();
    }

    @Test
    void a_connection_that_breaks_leaves_nothing_behind() {
        WebSocketFrame waits = text("waits");
        network.writeInbound(text("one"), waits);

        network.close();

        assertThat(waits.refCnt()).isZero();
        assertThat(gone).hasValue(1);
    }

    private void takesAnything(boolean takes) {
        network.unsafe().outboundBuffer().setUserDefinedWritability(1, takes);
        network.runPendingTasks();
    }

    private String pong() {
        PongWebSocketFrame pong = network.readOutbound();
        String text = pong.content().toString(StandardCharsets.UTF_8);
        pong.release();
        return text;
    }

    private static WebSocketFrame text(String text) {
        return new TextWebSocketFrame(text);
    }

    /** What is behind the intake: keeps what it is handed. */
    private final class Service extends ChannelInboundHandlerAdapter {
        private final List<WebSocketFrame> received = new ArrayList<>();
        private boolean takesAtOnce;
        private int readsEnded;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            received.add((WebSocketFrame) message);
            if (takesAtOnce) {
                intake.takeNext();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            readsEnded++;
        }

        List<String> texts() {
            return received.stream()
                    .map(frame -> frame.content().toString(StandardCharsets.UTF_8))
                    .toList();
        }
    }
}
