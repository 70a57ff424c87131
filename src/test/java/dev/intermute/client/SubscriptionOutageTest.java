package dev.intermute.client;

import java.time.Duration;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.client.ScriptedService.Peer;
import dev.intermute.testing.RawFrame;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections that end, or say nothing more. */
class SubscriptionOutageTest extends SubscriptionCase {
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1007, 1009, 1011, 1012, 1013})
    void a_close_is_followed_by_another_connection_from_the_cursor_on(int code) {
        subscribe(Subscribe.after(0));
        service.accept().send(1, 2).leave(code, "because");

        Peer second = service.accept().send(3);

        assertThat(second.request()).startsWith("GET /ws/events?since_cursor=2&");
        seen.awaitCursors(1L, 2L, 3L);
        assertThat(told)
                .containsExactly(
                        "connection_lost: the service closed the connection (" + code + ", because)", "resumed");
    }

    @Test
    void a_connection_that_breaks_within_a_text_brings_that_event_once_on_the_next() {
        subscribe(Subscribe.after(0));
        Peer first = service.accept()
                .send(1)
                .send(RawFrame.text("{\"type\":\"task").unfinished().unmasked());
        seen.awaitCursors(1L);
        first.close();

        service.accept().send(2);

        seen.awaitCursors(1L, 2L);
        assertThat(told).hasSize(2).first().asString().startsWith("connection_lost: the connection broke");
    }

    @Test
    void the_types_are_asked_for_on_each_connection() {
        subscribe(Subscribe.after(0).types("task.*"));
        Peer first = service.accept();
        assertThat(first.read().text()).contains("\"task.*\"");
        first.leave(1001, "");

        Peer second = service.accept();

        assertThat(second.read().text()).contains("\"task.*\"");
    }

    @Test
    void an_outage_is_told_once_however_many_attempts_it_takes() {
        subscribe(Subscribe.after(0));
        service.accept().send(1).leave(1001, "The service stops.");
        int port = service.port();
        service.close();
        Awaitility.await().until(() -> told.size() == 1);

        try (ScriptedService again = new ScriptedService(port)) {
            again.take().close();
            again.answer(503, "Content-Type: text/html\r\n", "<html>");
            again.accept().send(2);

            seen.awaitCursors(1L, 2L);
            assertThat(told)
                    .containsExactly(
                            "connection_lost: the service closed the connection (1001, The service stops.)", "resumed");
        }
    }

    @Test
    void a_service_that_is_not_there_yet_is_waited_for() {
        int port = service.port();
        service.close();
        Subscription subscription = subscribe(Subscribe.after(0));
        Awaitility.await().until(() -> told.size() == 1);

        try (ScriptedService late = new ScriptedService(port)) {
            late.accept().send(1);

            seen.awaitCursors(1L);
        }
        assertThat(told)
                .startsWith(
                        "unreachable: nobody listens at " + service.url()
                                + "; start the service, or give another address",
                        "resumed");
        assertThat(subscription.cursor()).isEqualTo(1);
    }

    @Test
    void a_silent_connection_is_given_up_for_another() {
        subscribe(Subscribe.after(0).silence(Duration.ofSeconds(2)));
        Peer silent = service.accept().send(1);

        service.accept().send(2);

        seen.awaitCursors(1L, 2L);
        assertThat(told).first().isEqualTo("connection_lost: nothing came for 2000 ms, not even a ping of the service");
        assertThat(silent.isLeft()).isTrue();
    }

    @Test
    void one_that_never_answers_its_ping_is_given_up_sooner() {
        subscribe(Subscribe.after(0).settling(Duration.ofSeconds(2)));
        Peer stuck = service.acceptOnly().send(1);

        service.accept().send(2);

        seen.awaitCursors(1L, 2L);
        assertThat(told).first().isEqualTo("connection_lost: nothing came for 2000 ms, not even a ping of the service");
        assertThat(stuck.isLeft()).isTrue();
    }

    @Test
    void one_that_does_not_show_that_it_works_is_not_called_resumed() {
        subscribe(Subscribe.after(0).settling(Duration.ofSeconds(2)));
        service.accept().leave(1001, "");

        Peer stuck = service.acceptOnly();
        Peer works = service.accept();

        assertThat(stuck.isLeft()).isTrue();
        works.send(1);
        seen.awaitCursors(1L);
        assertThat(told).containsExactly("connection_lost: the service closed the connection (1001)", "resumed");
    }

    /** Mostly the JDK's socket (17 to 25) tells nobody of such an end. */
    @Test
    void an_end_that_comes_while_the_handler_is_behind_is_noticed() {
        int events = 60;
        client.events().subscribe(Subscribe.after(0).onOutage(lost -> told.add(lost.getMessage())), event -> {
            Awaitility.await().pollDelay(Duration.ofMillis(20)).until(() -> true);
            seen.accept(event);
        });
        service.accept().send(LongStream.rangeClosed(1, events).toArray()).close();

        service.accept().send(events + 1L);

        Awaitility.await().until(() -> seen.cursors().size() == events + 1);
        assertThat(seen.cursors())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events + 1L).boxed().toList());
        assertThat(told).hasSize(1);
    }

    @Test
    void the_time_that_a_handshake_takes_is_no_silence() {
        subscribe(Subscribe.after(0).settling(Duration.ofSeconds(1)));
        Peer slow = service.take();

        Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        service.upgrade(slow).send(1);

        seen.awaitCursors(1L);
        assertThat(told).isEmpty();
    }

    @Test
    void one_that_has_answered_may_be_quiet_for_longer() {
        subscribe(Subscribe.after(0).settling(Duration.ofSeconds(2)));
        Peer quiet = service.accept().answering();

        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(told::isEmpty);
        quiet.send(1);

        seen.awaitCursors(1L);
        assertThat(told).isEmpty();
    }

    @Test
    void pings_alone_keep_a_connection() {
        subscribe(Subscribe.after(0).silence(Duration.ofSeconds(3)));
        Peer peer = service.accept();

        Awaitility.await()
                .during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    peer.send(RawFrame.ping("").unmasked());
                    return told.isEmpty();
                });
        peer.send(1);

        seen.awaitCursors(1L);
    }

    @Test
    void the_time_that_a_handler_takes_is_no_silence() {
        Subscription subscription = client.events()
                .subscribe(
                        Subscribe.after(0).silence(Duration.ofSeconds(2)).onOutage(lost -> told.add(lost.getMessage())),
                        event -> {
                            if (event.cursor() == 1) {
                                Awaitility.await()
                                        .pollDelay(Duration.ofSeconds(3))
                                        .until(() -> true);
                            }
                            seen.accept(event);
                        });

        service.accept().send(1, 2);

        seen.awaitCursors(1L, 2L);
        assertThat(told).isEmpty();
        subscription.close();
    }

    @Test
    void a_log_that_was_put_back_is_followed_from_its_end() {
        Subscription subscription = subscribe(Subscribe.after(0));
        service.accept().send(8, 9).leave(1001, "");

        service.accept().send(6, 7).leave(1001, "");
        Peer third = service.accept().send(8);

        seen.awaitCursors(8L, 9L, 6L, 7L, 8L);
        assertThat(third.request()).contains("since_cursor=7&");
        Awaitility.await().until(() -> subscription.cursor() == 8);
    }

    @Test
    void what_a_listener_throws_ends_it_as_a_handlers_failure_does() throws Exception {
        RuntimeException failure = new IllegalStateException("enough");
        Subscription subscription = client.events()
                .subscribe(
                        Subscribe.after(0).onOutage(lost -> {
                            throw failure;
                        }),
                        seen);

        service.accept().leave(1001, "");

        assertThat(failure(subscription)).isSameAs(failure);
    }
}
