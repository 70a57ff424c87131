package dev.intermute.push;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.intermute.event.Committed;
import dev.intermute.event.EventType;
import dev.intermute.event.Replay;

import static org.assertj.core.api.Assertions.assertThat;

/** One socket's way through the log, step by step. */
class SubscriberTest extends SubscriberSteps {
    @Test
    void one_that_is_not_behind_is_live_without_reading() {
        Subscriber subscriber = subscriber(ANN, true, 7);

        subscriber.joined(7);
        offer(subscriber, mail(8, "m8", "hi", ANN));

        assertThat(network.cursors()).containsExactly(8L);
        assertThat(steps.reads).isZero();
    }

    @Test
    void what_the_last_page_had_is_not_sent_again_and_what_it_lacked_is_not_lost() {
        Subscriber subscriber = subscriber(ANN, true, 0);

        subscriber.joined(5);
        offer(subscriber, mail(5, "m5", "five", ANN));
        offer(subscriber, mail(6, "m6", "six", ANN));
        offer(subscriber, mail(7, "m7", "seven", ANN));
        subscriber.readStarts();
        subscriber.loaded(page(6, false, mail(3, "m3", "three", ANN), mail(6, "m6", "six", ANN)));

        assertThat(network.cursors()).containsExactly(3L, 6L, 7L);
    }

    @Test
    void an_endless_run_of_frames_each_as_large_as_goes_out_at_once_needs_no_deep_stack() {
        limits.frames = 100_000;
        limits.bytes = 1_000_000_000;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();
        for (int cursor = 1; cursor <= 10_000; cursor++) {
            offer(subscriber, mail(cursor, "m" + cursor, "x".repeat(Outflow.FRAGMENT_BYTES), ANN));
        }

        assertThat(network.sent).hasSize(1);
        network.letGo();

        assertThat(network.cursors()).hasSize(10_000).isSorted();
    }

    @Test
    void a_reader_that_is_too_slow_is_told_the_last_event_that_was_written_to_it() {
        limits.frames = 3;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        offer(subscriber, mail(1, "m1", "x", ANN));
        network.hold();
        for (int cursor = 2; cursor <= 6; cursor++) {
            offer(subscriber, mail(cursor, "m" + cursor, "x", ANN));
        }

        assertThat(network.closed).containsExactly("1013 resume from cursor 2");
        network.letGo();
        offer(subscriber, mail(7, "m7", "x", ANN));
        assertThat(network.cursors()).containsExactly(1L, 2L);
        assertThat(registry.counter("intermute.push.slow.readers.closed").count())
                .isEqualTo(1);
    }

    @Test
    void a_queue_is_bounded_by_its_weight_too_but_one_frame_always_fits() {
        limits.bytes = 1000;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();

        offer(subscriber, mail(1, "m1", "x", ANN));
        offer(subscriber, mail(2, "m2", "x".repeat(5000), ANN));
        assertThat(network.closed).isEmpty();
        offer(subscriber, mail(3, "m3", "x", ANN));

        assertThat(network.closed).containsExactly("1013 resume from cursor 1");
    }

    @Test
    void one_that_still_reads_the_log_goes_back_to_it_when_too_much_comes_meanwhile() {
        limits.frames = 2;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(1);
        for (int cursor = 2; cursor <= 6; cursor++) {
            offer(subscriber, mail(cursor, "m" + cursor, "x", ANN));
        }
        subscriber.readStarts();
        subscriber.loaded(page(1, false, mail(1, "m1", "x", ANN)));

        assertThat(network.closed).isEmpty();
        assertThat(steps.joins).as("it asks to join again").isEqualTo(1);
        subscriber.joined(6);
        subscriber.readStarts();
        subscriber.loaded(page(
                6,
                false,
                mail(2, "m2", "x", ANN),
                mail(3, "m3", "x", ANN),
                mail(4, "m4", "x", ANN),
                mail(5, "m5", "x", ANN),
                mail(6, "m6", "x", ANN)));
        offer(subscriber, mail(7, "m7", "x", ANN));
        assertThat(network.cursors()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void a_name_that_somebody_has_registered_meanwhile_joins_again_as_that_agent() {
        Subscriber subscriber = subscriber("zed", false, 5);
        subscriber.joined(5);
        assertThat(steps.reads).as("only the database knows whose the name is").isEqualTo(1);

        subscriber.readStarts();
        subscriber.loaded(new Replay(List.of(), 6, 6, false, "id-of-zed"));

        assertThat(subscriber.mailbox()).isEqualTo("id-of-zed");
        assertThat(steps.joins).isEqualTo(1);
        subscriber.joined(6);
        offer(subscriber, mail(7, "m7", "x", "id-of-zed"));
        assertThat(network.cursors()).containsExactly(7L);
    }

    @Test
    void a_name_that_was_registered_while_there_is_much_to_read_joins_as_that_agent_too() {
        Subscriber subscriber = subscriber("zed", false, 5);
        subscriber.joined(5);
        subscriber.readStarts();
        subscriber.loaded(new Replay(List.of(), 6, 7, true, "id-of-zed"));
        assertThat(steps.reads).isEqualTo(2);

        subscriber.readStarts();
        subscriber.loaded(new Replay(List.of(), 7, 7, false, "id-of-zed"));

        assertThat(steps.joins).isEqualTo(1);
    }

    @Test
    void what_waits_for_several_counts_once_and_is_gone_when_they_are() {
        Subscriber one = subscriber(ANN, true, 0);
        Subscriber other = subscriber(ANN, true, 0);
        network.hold();
        for (Subscriber subscriber : List.of(one, other)) {
            subscriber.joined(0);
            offer(subscriber, mail(1, "m1", "on its way", ANN));
        }
        long onItsWay = load.bytes();
        assertThat(onItsWay).isPositive();

        Committed.Change shared = mail(2, "m2", "x".repeat(1000), ANN);
        Outgoing frame = Outgoing.copy(shared.event(), ANN, new Content(writer, shared.mail()), 1);
        one.offer(frame);
        other.offer(frame);
        assertThat(load.bytes() - onItsWay).isBetween(1000L, 1100L);

        one.tooSlow();
        assertThat(load.bytes() - onItsWay).isBetween(1000L, 1100L);
        network.letGo();
        assertThat(load.bytes()).isZero();
    }

    @Test
    void a_filter_holds_for_frames_that_wait_and_what_it_keeps_out_fills_no_queue() {
        limits.frames = 2;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();
        offer(subscriber, mail(1, "m1", "x", ANN));
        offer(subscriber, mail(2, "m2", "x", ANN));

        subscriber.refilter(filter -> filter.subscribe(Set.of(EventType.MESSAGE_READ)));
        for (int cursor = 3; cursor < 10; cursor++) {
            offer(subscriber, mail(cursor, "m" + cursor, "x", ANN));
        }
        network.letGo();

        assertThat(network.cursors()).containsExactly(1L);
        assertThat(network.closed).isEmpty();
    }

    @Test
    void what_a_client_says_next_is_taken_when_the_answer_to_the_last_has_gone_out() {
        Subscriber subscriber = subscriber(ANN, true, 9);
        subscriber.joined(9);
        network.hold();

        subscriber.answer("{\"type\":\"pong\"}".getBytes(StandardCharsets.US_ASCII));
        assertThat(network.messagesTaken).isZero();
        network.letGo();

        assertThat(network.sent).containsExactly("{\"type\":\"pong\"}");
        assertThat(network.messagesTaken).isEqualTo(1);
    }
}
