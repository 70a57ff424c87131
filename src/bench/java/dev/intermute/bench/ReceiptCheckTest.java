package dev.intermute.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ReceiptCheckTest {
    private static final long ORIGIN = -1_000_000;
    private static final long DUE = ORIGIN + 5_000_000;
    private static final long LATENCY = 2_000_000;

    private final Tally tally = new Tally();
    private final MessageStamp stamp = new MessageStamp("round", ORIGIN);
    private final List<StampedMessages> senders =
            IntStream.range(3, 5).mapToObj(this::sender).toList();
    private final ReceiptCheck check = new ReceiptCheck(senders, tally);
    private long cursor = 100;

    @Test
    void messages_of_several_senders_that_come_once_and_in_order_are_timed() {
        receive(send(0));
        receive(send(1));
        receive(send(0));

        assertThat(check.isComplete()).isTrue();
        check.end();
        assertThat(tally.errors()).isZero();
        assertThat(tally.count()).isEqualTo(3);
        assertThat(tally.maxMillis()).isCloseTo(LATENCY / 1e6, within(0.01));
    }

    @Test
    void a_message_that_never_comes_is_an_error() {
        receive(send(0));
        send(0);

        assertThat(check.isComplete()).isFalse();
        check.end();
        assertThat(tally.errors()).isEqualTo(1);
    }

    @Test
    void a_message_that_comes_twice_is_an_error() {
        byte[] frame = send(0);
        receive(frame);
        receive(frame);

        assertThat(tally.errors()).isEqualTo(1);
        assertThat(tally.count()).isEqualTo(1);
    }

    @Test
    void messages_of_two_senders_in_another_order_than_that_of_the_log_are_an_error() {
        byte[] first = send(0);
        byte[] second = send(1);
        receive(second);
        receive(first);

        assertThat(tally.errors()).isEqualTo(1);
    }

    @Test
    void a_message_for_somebody_else_is_an_error_and_other_events_are_not() {
        receive(frame(sender(9)));
        assertThat(tally.errors()).isEqualTo(1);

        receive("{\"type\":\"agent.seen\",\"cursor\":101}".getBytes(StandardCharsets.US_ASCII));
        assertThat(tally.errors()).isEqualTo(1);
        assertThat(tally.count()).isZero();
    }

    private StampedMessages sender(int number) {
        return new StampedMessages(
                stamp, number, ("{\"id\":\"" + stamp.blank() + "\"}").getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] send(int sender) {
        StampedMessages messages = senders.get(sender);
        messages.accepted();
        return frame(messages);
    }

    /** What the service makes of the sender's next message. */
    private byte[] frame(StampedMessages sender) {
        ByteBuffer request = sender.next(DUE);
        String id = StandardCharsets.US_ASCII.decode(request).toString().substring("{".length());
        return ("{\"message_" + id.substring(1).replace("}", "") + ",\"cursor\":" + ++cursor + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void receive(byte[] frame) {
        check.accept(frame, 0, frame.length, DUE + LATENCY);
    }
}
