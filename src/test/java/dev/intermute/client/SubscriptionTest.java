package dev.intermute.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.client.ScriptedService.Peer;
import dev.intermute.testing.RawFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One connection: what comes, and in what way. */
class SubscriptionTest extends SubscriptionCase {
    private static final int LARGE = 64 * 1024;
    /** More than the buffers of both sides hold, and everything between. */
    private static final int MANY_LARGE = 400;

    @Test
    void events_come_in_order_each_once_by_one_thread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Subscription subscription = client.events().subscribe(Subscribe.after(3), event -> {
            threads.add(Thread.currentThread());
            seen.accept(event);
        });

        Peer peer = service.accept().send(LongStream.rangeClosed(4, 203).toArray());

        assertThat(seen.await(200)).extracting(Event::cursor).isEqualTo(cursors(4, 203));
        assertThat(peer.request()).startsWith("GET /ws/events?since_cursor=3&project=p HTTP/1.1");
        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread.getName()).isEqualTo("intermute-subscription");
            assertThat(thread.isDaemon()).isTrue();
        });
        Awaitility.await().until(() -> subscription.cursor() == 203);
    }

    @Test
    void what_comes_again_is_passed_over() {
        client.events().subscribe(Subscribe.after(3), seen);

        service.accept().send(3, 4, 5, 5, 4, 6);

        seen.awaitCursors(4L, 5L, 6L);
    }

    @Test
    void a_text_in_parts_is_put_together() {
        client.events().subscribe(Subscribe.after(0), seen);
        String whole = ScriptedService.json(1, "task.created", "äöü €");

        service.accept()
                .send(
                        RawFrame.text(whole.substring(0, 10)).unfinished().unmasked(),
                        RawFrame.ping("between").unmasked(),
                        RawFrame.of(RawFrame.CONTINUATION, whole.substring(10, 40))
                                .unfinished()
                                .unmasked(),
                        RawFrame.of(RawFrame.CONTINUATION, whole.substring(40)).unmasked(),
                        ScriptedService.event(2, "task.created", "x".repeat(10 * LARGE)));

        assertThat(seen.await(2))
                .extracting(event -> event.data().orElseThrow().path("text").asText())
                .containsExactly("äöü €", "x".repeat(10 * LARGE));
    }

    @Test
    void what_is_no_event_is_passed_over() {
        client.events().subscribe(Subscribe.after(0), seen);

        service.accept()
                .send(
                        RawFrame.of(RawFrame.BINARY, "bytes").unmasked(),
                        RawFrame.text("{\"type\":\"pong\"}").unmasked(),
                        RawFrame.text("{\"type\":\"error\",\"error\":\"invalid_request\",\"message\":\"No.\"}")
                                .unmasked(),
                        RawFrame.of(RawFrame.PONG, "").unmasked())
                .send(1);

        seen.awaitCursors(1L);
    }

    @Test
    void pings_are_answered() {
        client.events().subscribe(Subscribe.after(0), seen);

        Peer peer = service.accept().send(RawFrame.ping("there?").unmasked());

        RawFrame answer = peer.read();
        assertThat(answer.opcode()).isEqualTo(RawFrame.PONG);
        assertThat(answer.text()).isEqualTo("there?");
    }

    @Test
    void a_text_that_is_no_json_ends_it() throws Exception {
        Subscription subscription = client.events().subscribe(Subscribe.after(0), seen);

        service.accept().send(RawFrame.text("hello").unmasked());

        assertThat(failure(subscription))
                .isInstanceOfSatisfying(
                        IntermuteException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNINTELLIGIBLE));
    }

    @Test
    void types_are_asked_for_and_what_was_under_way_is_passed_over() {
        Subscription subscription =
                client.events().subscribe(Subscribe.after(0).types("message.*", "task.created"), seen);

        Peer peer = service.accept()
                .send(
                        ScriptedService.event(1, "task.updated", ""),
                        ScriptedService.event(2, "message.read", ""),
                        ScriptedService.event(3, "task.created", ""),
                        ScriptedService.event(4, "messages.read", ""));

        assertThat(peer.read().text())
                .isEqualTo("{\"type\":\"subscribe\",\"event_types\":[\"message.*\",\"task.created\"]}");
        Awaitility.await().until(() -> subscription.cursor() == 4);
        assertThat(seen.types()).containsExactly("message.read", "task.created");
    }

    @Test
    void more_types_than_the_service_takes_are_refused_at_once() {
        String[] types = IntStream.rangeClosed(0, 100).mapToObj(i -> "t" + i).toArray(String[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subscribe.fromNow().types(types))
                .withMessage("there may be up to 100 types, not 101");
        assertThatIllegalArgumentException().isThrownBy(() -> Subscribe.after(-1));
    }

    @Test
    void a_handler_that_is_at_work_keeps_the_service_from_sending_more() {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Subscription subscription = client.events().subscribe(Subscribe.after(0), event -> {
            await(mayGoOn);
            seen.accept(event);
        });
        Peer peer = service.accept();
        AtomicInteger written = new AtomicInteger();
        Thread writer = new Thread(() -> {
            for (int cursor = 1; cursor <= MANY_LARGE; cursor++) {
                peer.send(ScriptedService.event(cursor, "task.created", "x".repeat(LARGE)));
                written.set(cursor);
            }
        });
        writer.start();

        int held = awaitRest(written);

        assertThat(held).isLessThan(MANY_LARGE);
        assertThat(subscription.cursor()).isZero();
        mayGoOn.countDown();
        assertThat(seen.await(MANY_LARGE)).extracting(Event::cursor).isEqualTo(cursors(1, MANY_LARGE));
    }

    @Test
    void what_a_handler_throws_ends_it_before_that_event() throws Exception {
        RuntimeException failure = new IllegalStateException("no more room");
        Subscription subscription = client.events().subscribe(Subscribe.after(0), event -> {
            if (event.cursor() == 2) {
                throw failure;
            }
            seen.accept(event);
        });

        Peer peer = service.accept().send(1, 2, 3);

        assertThat(failure(subscription)).isSameAs(failure);
        assertThatThrownBy(subscription::await).isSameAs(failure);
        assertThat(subscription.cursor()).isEqualTo(1);
        assertThat(seen.cursors()).containsExactly(1L);
        assertThat(peer.read().closeCode()).isEqualTo(1000);
    }

    @Test
    void what_it_throws_is_handed_on_also_where_it_is_the_sdks_own() throws Exception {
        IntermuteException ofACall = IntermuteException.local(ErrorCode.CONNECTION_LOST, "of a call", null);
        Subscription subscription = client.events().subscribe(Subscribe.after(0), event -> {
            throw ofACall;
        });

        service.accept().send(1);

        assertThat(failure(subscription)).isSameAs(ofACall);
    }

    @Test
    void from_now_asks_for_the_end_of_the_log_and_begins_there() throws Exception {
        var subscribed = java.util.concurrent.CompletableFuture.supplyAsync(
                () -> client.events().subscribe(Subscribe.fromNow(), seen));

        String asked = service.answer(200, "", "{\"events\":[],\"cursor\":41,\"has_more\":false}");
        Peer peer = service.accept();

        assertThat(asked).startsWith("GET /api/events?");
        assertThat(peer.request()).startsWith("GET /ws/events?since_cursor=41&");
        assertThat(subscribed.get().cursor()).isEqualTo(41);
    }

    @Test
    void from_now_fails_at_once_where_nobody_is() {
        service.close();

        assertThatThrownBy(() -> client.events().subscribe(Subscribe.fromNow(), seen))
                .isInstanceOfSatisfying(
                        IntermuteException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE));
    }

    private static List<Long> cursors(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where a number is that doesn't grow any more. */
    private static int awaitRest(AtomicInteger number) {
        AtomicInteger last = new AtomicInteger(-1);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .until(() -> number.get() > 0 && last.getAndSet(number.get()) == number.get());
        return last.get();
    }
}
