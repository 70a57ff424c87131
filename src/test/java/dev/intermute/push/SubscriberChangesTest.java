package dev.intermute.push;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of what waits for a socket when messages change, or when what the feed brings has a gap. */
class SubscriberChangesTest extends SubscriberSteps {
    @Test
    void a_fall_back_to_the_log_leaves_neither_gap_nor_duplicate() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();
        offer(subscriber, mail(1, "m1", "x", ANN));
        offer(subscriber, mail(2, "m2", "x", ANN));

        subscriber.fallBack(2);
        assertThat(steps.reads).isEqualTo(1);
        assertThat(subscriber.position()).isEqualTo(1);
        subscriber.readStarts();
        subscriber.loaded(page(3, false, mail(2, "m2", "x", ANN), mail(3, "m3", "x", ANN)));
        network.letGo();
        subscriber.joined(3);
        offer(subscriber, mail(4, "m4", "x", ANN));

        assertThat(network.cursors()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_frame_that_waits_shows_its_message_as_it_is_now_and_only_to_its_recipients() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();
        offer(subscriber, mail(1, "m1", "first", ANN));
        offer(subscriber, mail(2, "m2", "old", ANN));
        offer(subscriber, mail(3, "m3", "secret", ANN));

        supersede(subscriber, mail(4, "m2", "new", ANN));
        supersede(subscriber, mail(5, "m3", "not hers", "bob"));
        network.letGo();

        assertThat(network.cursors()).containsExactly(1L, 2L);
        assertThat(network.sent.get(1)).contains("new").doesNotContain("old");
    }

    @Test
    void what_changes_while_the_log_is_read_shows_in_what_was_read() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(2);
        subscriber.readStarts();

        supersede(subscriber, mail(3, "m1", "new", ANN));
        supersede(subscriber, mail(4, "m2", "not hers", "bob"));
        subscriber.loaded(page(2, false, mail(1, "m1", "old", ANN), mail(2, "m2", "secret", ANN)));

        assertThat(network.cursors()).containsExactly(1L);
        assertThat(network.sent.get(0)).contains("new");
    }

    @Test
    void what_was_read_is_newer_than_a_change_that_it_has_seen() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(4);
        subscriber.readStarts();

        supersede(subscriber, mail(3, "m1", "between", ANN));
        subscriber.loaded(page(4, false, mail(1, "m1", "newest", ANN)));

        assertThat(network.sent.get(0)).contains("newest");
    }

    @Test
    void what_is_revised_to_be_too_much_is_not_kept() {
        limits.bytes = 2000;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();
        offer(subscriber, mail(1, "m1", "x", ANN));
        offer(subscriber, mail(2, "m2", "x", ANN));
        offer(subscriber, mail(3, "m3", "x", ANN));

        supersede(subscriber, mail(4, "m3", "x".repeat(5000), ANN));

        assertThat(network.closed).containsExactly("1013 resume from cursor 1");
    }

    @Test
    void a_fall_back_drops_what_was_read_before_what_was_lost() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        network.hold();
        subscriber.readStarts();
        // The first is so long that the others don't go out along with it.
        subscriber.loaded(page(
                3,
                false,
                mail(1, "m1", "x".repeat(Outflow.FRAGMENT_BYTES), ANN),
                mail(2, "m2", "old", ANN),
                mail(3, "m3", "secret", ANN)));

        // What was lost made m2 new, and took m3 from her.
        subscriber.fallBack(0);
        network.letGo();

        assertThat(network.cursors()).containsExactly(1L);
        assertThat(steps.reads).isEqualTo(1);
        assertThat(subscriber.position()).isEqualTo(1);
    }

    @Test
    void a_fall_back_makes_nothing_of_a_read_that_runs() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.readStarts();

        subscriber.fallBack(0);
        subscriber.loaded(page(2, false, mail(1, "m1", "old", ANN), mail(2, "m2", "secret", ANN)));

        assertThat(network.cursors()).isEmpty();
        assertThat(steps.reads).isEqualTo(1);
        assertThat(subscriber.position()).isZero();
    }

    @Test
    void a_read_that_starts_after_a_fall_back_counts() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.fallBack(0);

        subscriber.readStarts();
        subscriber.loaded(page(2, false, mail(1, "m1", "one", ANN), mail(2, "m2", "two", ANN)));

        assertThat(network.cursors()).containsExactly(1L, 2L);
        assertThat(steps.reads).isZero();
        assertThat(steps.joins).isEqualTo(1);
    }
}
