package dev.intermute.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.client.ScriptedService.Peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The end that the caller wants. */
class SubscriptionCloseTest extends SubscriptionCase {
    private static final Duration PROMPT = Duration.ofSeconds(10);

    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    @Test
    void a_close_says_goodbye_and_ends_the_wait() {
        Subscription subscription = client.events().subscribe(Subscribe.after(0), seen);
        Peer peer = service.accept().send(1);
        seen.awaitCursors(1L);

        subscription.close();
        subscription.await();

        assertThat(peer.read().closeCode()).isEqualTo(1000);
        assertThat(peer.isLeft()).isTrue();
        assertThat(subscription.done().toCompletableFuture()).isCompletedWithValue(null);
        assertThat(subscription.cursor()).isEqualTo(1);
        assertThat(client.subscriptions()).isEmpty();
    }

    @Test
    void no_handler_begins_after_a_close() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        Subscription subscription = client.events().subscribe(Subscribe.after(0), event -> {
            atWork.countDown();
            await(mayGoOn);
            seen.accept(event);
        });
        service.accept().send(1, 2, 3);
        atWork.await();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(subscription::close);
        assertThatThrownBy(() -> closing.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        mayGoOn.countDown();
        closing.get();

        assertThat(seen.cursors()).containsExactly(1L);
        assertThat(subscription.cursor()).isEqualTo(1);
    }

    @Test
    void a_handler_may_close_its_own() throws Exception {
        AtomicReference<Subscription> own = new AtomicReference<>();
        Subscription subscription = client.events().subscribe(Subscribe.after(0), event -> {
            await(mayGoOn);
            seen.accept(event);
            own.get().close();
        });
        own.set(subscription);
        mayGoOn.countDown();

        service.accept().send(1, 2, 3);

        subscription.done().toCompletableFuture().get();
        assertThat(seen.cursors()).containsExactly(1L);
        assertThat(subscription.cursor()).isEqualTo(1);
    }

    @Test
    void handlers_that_close_each_other_do_not_wait_for_each_other() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Subscription one = client.events().subscribe(Subscribe.after(0), event -> closeAll(both));
        Subscription other = client.events().subscribe(Subscribe.after(0), event -> closeAll(both));

        service.accept().send(1);
        service.accept().send(1);

        CompletableFuture.allOf(one.done().toCompletableFuture(), other.done().toCompletableFuture())
                .get(PROMPT.toSeconds(), TimeUnit.SECONDS);
    }

    private void closeAll(CountDownLatch both) {
        both.countDown();
        await(both);
        client.close();
    }

    @Test
    void a_second_close_does_nothing() {
        Subscription subscription = client.events().subscribe(Subscribe.after(0), seen);
        service.accept();

        subscription.close();
        subscription.close();

        subscription.await();
    }

    @Test
    void a_close_while_it_connects_leaves_no_connection_behind() {
        Subscription subscription = client.events().subscribe(Subscribe.after(0), seen);
        Peer opening = service.take();

        subscription.close();

        assertThat(service.upgrade(opening).isLeft()).isTrue();
    }

    @Test
    void a_close_does_not_wait_for_a_pause_between_attempts() {
        CountDownLatch lost = new CountDownLatch(1);
        Subscription subscription = client.events().subscribe(Subscribe.after(0).onOutage(e -> lost.countDown()), seen);
        service.answer(503, "Retry-After: 50\r\n", "{\"error\":\"overloaded\"}");
        await(lost);
        long began = System.nanoTime();

        subscription.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PROMPT);
        subscription.await();
    }

    @Test
    void whoever_is_told_of_an_outage_may_close_it() {
        AtomicReference<Subscription> own = new AtomicReference<>();
        Subscription subscription = client.events()
                .subscribe(
                        Subscribe.after(0).onOutage(e -> {
                            await(mayGoOn);
                            own.get().close();
                        }),
                        seen);
        own.set(subscription);
        mayGoOn.countDown();

        service.accept().leave(1001, "");

        subscription.await();
    }

    @Test
    void the_client_closes_those_that_are_open() {
        Subscription ofProject = client.events().subscribe(Subscribe.after(0), seen);
        Subscription ofAgent = client.agent("ada", "").events().subscribe(Subscribe.after(0), seen);
        service.accept();
        service.accept();

        client.close();

        ofProject.await();
        ofAgent.await();
        assertThat(client.subscriptions()).isEmpty();
    }

    @Test
    void one_that_is_about_to_connect_when_the_client_closes_ends_well() throws Exception {
        Connection connection = new Connection(client.transport(), new Pulse(PROMPT, PROMPT, System::nanoTime));
        connection.stop();
        client.close();

        assertThat(connection.open("/ws/events")).isFalse();
        assertThat(connection.ending()).isEqualTo(new Connection.Ending(Optional.empty(), false));
    }

    @Test
    void a_client_that_is_closed_follows_no_more() throws Exception {
        client.close();

        Subscription late = client.events().subscribe(Subscribe.after(0), seen);

        assertThat(failure(late)).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void who_waits_can_be_interrupted() {
        Subscription subscription = client.events().subscribe(Subscribe.after(0), seen);
        service.accept();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                subscription.await();
            } catch (IntermuteException e) {
                thrown.set(e);
            }
        });
        waiter.start();

        waiter.interrupt();

        Awaitility.await().untilAtomic(thrown, org.hamcrest.Matchers.notNullValue());
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        IntermuteException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
        assertThat(subscription.done().toCompletableFuture()).isNotDone();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
