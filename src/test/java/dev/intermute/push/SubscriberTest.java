package dev.intermute.push;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.intermute.event.Committed;
import dev.intermute.event.Event;
import dev.intermute.event.EventType;
import dev.intermute.event.Frame;
import dev.intermute.event.Mail;
import dev.intermute.event.Replay;
import dev.intermute.event.TestEvents;

import static org.assertj.core.api.Assertions.assertThat;

/** One socket's way through the log, step by step, with the network and the log in the test's hands. */
class SubscriberTest {
    private static final String ANN = "ann";

    private final FakeNetwork network = new FakeNetwork();
    private final Steps steps = new Steps();
    private final FrameWriter writer = new FrameWriter(new ObjectMapper().registerModule(new JavaTimeModule()));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeLimits limits = new FakeLimits();

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
    void frames_go_out_one_at_a_time_and_an_endless_run_of_them_needs_no_deep_stack() {
        limits.frames = 100_000;
        limits.characters = 100_000_000;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();
        for (int cursor = 1; cursor <= 50_000; cursor++) {
            offer(subscriber, mail(cursor, "m" + cursor, "x", ANN));
        }

        assertThat(network.sent).hasSize(1);
        network.letGo();

        assertThat(network.cursors()).hasSize(50_000).isSorted();
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
        limits.characters = 1000;
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
    void what_is_revised_to_be_too_much_is_not_kept() {
        limits.characters = 2000;
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
    void a_filter_holds_for_frames_that_wait_and_what_it_keeps_out_fills_no_queue() {
        limits.frames = 2;
        Subscriber subscriber = subscriber(ANN, true, 0);
        subscriber.joined(0);
        network.hold();
        offer(subscriber, mail(1, "m1", "x", ANN));
        offer(subscriber, mail(2, "m2", "x", ANN));

        subscriber.refilter(filter -> filter.subscribe(EnumSet.of(EventType.MESSAGE_READ)));
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

        subscriber.answer("{\"type\":\"pong\"}");
        assertThat(network.taken).isZero();
        network.letGo();

        assertThat(network.sent).containsExactly("{\"type\":\"pong\"}");
        assertThat(network.taken).isEqualTo(1);
    }

    @Test
    void a_fall_back_drops_what_was_read_before_what_was_lost() {
        Subscriber subscriber = subscriber(ANN, true, 0);
        network.hold();
        subscriber.readStarts();
        subscriber.loaded(
                page(3, false, mail(1, "m1", "first", ANN), mail(2, "m2", "old", ANN), mail(3, "m3", "secret", ANN)));

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

    private Subscriber subscriber(String mailbox, boolean settled, long cursor) {
        Opening opening = new Opening("p", mailbox, settled, cursor, Optional.empty());
        return new Subscriber(opening, network, steps, writer, limits, new PushMetrics(registry));
    }

    private void offer(Subscriber subscriber, Committed.Change change) {
        String mailbox = change.mail().mailboxes().iterator().next();
        subscriber.offer(Outgoing.copy(change.event(), mailbox, new Content(writer, change.mail()), 1));
    }

    private void supersede(Subscriber subscriber, Committed.Change change) {
        subscriber.supersede(new Revision(change, new Content(writer, change.mail())));
    }

    private static Committed.Change mail(long cursor, String message, String body, String... mailboxes) {
        return new Committed.Change(
                event(cursor, message), new Mail(Map.of("body", body), body.length(), Set.of(mailboxes)));
    }

    private static Event event(long cursor, String message) {
        return TestEvents.message(cursor, message);
    }

    private Replay page(long cursor, boolean more, Committed.Change... changes) {
        List<Replay.Entry> entries = Arrays.stream(changes)
                .map(change -> new Replay.Entry(
                        change.event(), Frame.of(change.event(), change.mail().content(), ANN)))
                .toList();
        return new Replay(entries, cursor, cursor, more, ANN);
    }

    /** Counts what the subscriber asks for; the test does it. */
    private static final class Steps implements Course {
        private int reads;
        private int joins;

        @Override
        public void readOn(Subscriber subscriber) {
            reads++;
        }

        @Override
        public void join(Subscriber subscriber) {
            joins++;
        }
    }
}
