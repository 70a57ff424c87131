package dev.intermute.push;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What several sockets share: how much may be on its way to them at once. */
class WindowTest extends SubscriberSteps {
    private static final String LARGE = "x".repeat(Window.LARGE);

    private final FakeNetwork other = new FakeNetwork();
    private final Subscriber first = live(network);
    private final Subscriber second = live(other);

    private Subscriber live(FakeNetwork outlet) {
        Subscriber subscriber = subscriber(ANN, true, 0, outlet);
        subscriber.joined(0);
        return subscriber;
    }

    @Test
    void a_large_frame_waits_until_the_one_before_it_has_landed() {
        network.hold();
        offer(first, mail(1, "m1", LARGE, ANN));
        offer(second, mail(1, "m1", LARGE, ANN));

        assertThat(network.cursors()).containsExactly(1L);
        assertThat(other.sent).isEmpty();
        assertThat(second.depth()).isEqualTo(1);

        network.letGo();

        assertThat(other.cursors()).containsExactly(1L);
        assertThat(load.characters()).isZero();
    }

    @Test
    void small_frames_wait_for_nobody() {
        network.hold();
        offer(first, mail(1, "m1", LARGE, ANN));
        offer(second, mail(2, "m2", "small", ANN));

        assertThat(other.cursors()).containsExactly(2L);
    }

    @Test
    void a_message_that_is_changed_while_it_waits_for_room_goes_out_as_it_is_then() {
        network.hold();
        offer(first, mail(1, "m1", LARGE, ANN));
        offer(second, mail(2, "m2", LARGE, ANN));
        supersede(second, mail(3, "m2", LARGE + " changed", ANN));

        network.letGo();

        assertThat(other.sent).singleElement().asString().contains("changed");
    }

    @Test
    void one_that_is_closed_while_it_waits_for_room_leaves_it_to_the_next() {
        FakeNetwork last = new FakeNetwork();
        Subscriber third = live(last);
        network.hold();
        offer(first, mail(1, "m1", LARGE, ANN));
        offer(second, mail(1, "m1", LARGE, ANN));
        offer(third, mail(1, "m1", LARGE, ANN));
        second.close(CloseCode.GOING_AWAY, "bye");

        network.letGo();

        assertThat(other.sent).isEmpty();
        assertThat(last.cursors()).containsExactly(1L);
        assertThat(load.window().isFull()).isFalse();
    }
}
