package dev.intermute.push;

import java.util.ArrayDeque;
import java.util.Deque;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.intermute.event.Event;
import dev.intermute.event.TestEvents;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes out together. */
class SenderTest {
    private static final int ROOM = Outflow.FRAGMENT_BYTES;
    private static final Event EVENT = TestEvents.message(1, "m");

    private final Deque<Outgoing> waiting = new ArrayDeque<>();
    private final FakeNetwork network = new FakeNetwork();
    private final Load load = new Load();
    private final Sender sender =
            new Sender(network, new PushMetrics(new SimpleMeterRegistry()), load, waiting::poll, 0);

    @Test
    void what_waits_goes_out_together_as_far_as_it_can_be_begun_at_once() {
        frames(1, ROOM - 2, 5, 2);

        sender.drain();

        assertThat(network.together).as("there is room for a byte of the third").containsExactly(3, 1);
        assertThat(waiting).isEmpty();
    }

    @Test
    void what_fills_the_room_goes_out_alone() {
        frames(ROOM, 3 * ROOM, ROOM - 1, 1, 1);

        sender.drain();

        assertThat(network.together).containsExactly(1, 1, 2, 1);
    }

    @Test
    void what_is_not_begun_still_waits() {
        frames(ROOM, 1);
        network.hold();

        sender.drain();

        assertThat(waiting).hasSize(1);
    }

    @Test
    void nothing_goes_out_behind_an_answer_before_it_is_taken() {
        frames(1);
        waiting.add(Outgoing.answer(new byte[1]));
        frames(1, 1);

        sender.drain();

        assertThat(network.together).containsExactly(2, 2);
        assertThat(network.messagesTaken).isEqualTo(1);
    }

    @Test
    void what_was_sent_together_weighs_nothing_any_more_once_it_is_taken() {
        Weight shared = new Weight(5);
        waiting.add(new Outgoing(EVENT, null, Payload.of(new byte[5]), 0, shared));
        waiting.add(new Outgoing(EVENT, null, Payload.of(new byte[5]), 0, shared));
        network.hold();

        sender.drain();
        assertThat(load.bytes()).isEqualTo(5);
        assertThat(sender.bytes()).isEqualTo(10);
        network.letGo();

        assertThat(load.bytes()).isZero();
        assertThat(sender.bytes()).isZero();
    }

    private void frames(int... lengths) {
        for (int length : lengths) {
            waiting.add(Outgoing.written(EVENT, null, new byte[length], 0));
        }
    }
}
