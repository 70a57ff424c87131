package dev.intermute.event;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import dev.intermute.store.StoreConfig;
import dev.intermute.store.Writer;
import dev.intermute.testing.Api;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class EventFeedTest {
    @Inject
    EventFeed feed;

    @Inject
    EventLog log;

    @Inject
    Writer writer;

    @Inject
    StoreConfig config;

    private final String project = Api.freshProject();
    private final List<EventFeed.Subscription> subscriptions = new ArrayList<>();
    private final List<Long> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopListening() {
        subscriptions.forEach(EventFeed.Subscription::close);
    }

    @Test
    void units_that_fail_leave_no_gap_and_are_not_heard_of() throws SQLException {
        List<CompletableFuture<Long>> answers = new ArrayList<>();
        listen(this::hear);
        for (int i = 0; i < 300; i++) {
            answers.add(append(1 + i % 3, i % 4 == 0));
        }
        answers.forEach(EventFeedTest::wait);

        assertThat(answers.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(75);
        assertThat(heard).containsExactlyElementsOf(stored());
        assertThat(heard)
                .containsExactlyElementsOf(LongStream.range(heard.get(0), heard.get(0) + heard.size())
                        .boxed()
                        .toList());
    }

    @Test
    void an_event_is_heard_of_before_its_caller_is_answered() {
        listen(this::hear);
        for (int i = 0; i < 50; i++) {
            CompletableFuture<Boolean> known =
                    append(1, false).thenApply(heard::contains).orTimeout(60, TimeUnit.SECONDS);
            assertThat(known.join()).isTrue();
        }
    }

    @Test
    void a_batch_that_is_tried_again_is_heard_of_once() throws SQLException {
        AtomicInteger attempts = new AtomicInteger();
        listen(this::hear);
        CompletableFuture<Long> unlucky = writer.submit(now -> {
                    long cursor = log.append(event());
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException(new SQLiteException("busy", SQLiteErrorCode.SQLITE_BUSY));
                    }
                    return cursor;
                })
                .toCompletableFuture();
        wait(unlucky);

        assertThat(attempts).hasValue(2);
        assertThat(heard).hasSize(1).containsExactlyElementsOf(stored());
    }

    @Test
    void a_listener_that_fails_harms_neither_the_others_nor_the_caller() {
        listen(events -> {
            throw new IllegalStateException("a listener of the test fails");
        });
        listen(this::hear);

        CompletableFuture<Long> answer = append(2, false);
        wait(answer);

        assertThat(answer).isCompleted();
        assertThat(heard).hasSize(2);
    }

    @Test
    void nothing_is_heard_after_the_end_of_a_subscription() {
        feed.subscribe(this::hear).close();

        wait(append(1, false));

        assertThat(heard).isEmpty();
    }

    private void listen(Consumer<List<Committed>> listener) {
        subscriptions.add(feed.subscribe(listener));
    }

    private void hear(List<Committed> batch) {
        batch.stream()
                .map(Committed.Change.class::cast)
                .map(Committed.Change::event)
                .filter(event -> event.project().equals(project))
                .map(Event::cursor)
                .forEach(heard::add);
    }

    /** Appends so many events in one unit, and gives the cursor of the last. */
    private CompletableFuture<Long> append(int count, boolean fails) {
        return writer.submit(now -> {
                    long cursor = 0;
                    for (int i = 0; i < count; i++) {
                        cursor = log.append(event());
                    }
                    if (fails) {
                        throw new IllegalStateException("a unit of the test fails");
                    }
                    return cursor;
                })
                .toCompletableFuture();
    }

    private NewEvent event() {
        return new NewEvent(project, EventType.MESSAGE_CREATED, "m", null);
    }

    private List<Long> stored() throws SQLException {
        try (TestDatabase database = TestDatabase.open(config.db())) {
            return database
                    .texts("select cursor from events where project = '" + project + "' order by cursor")
                    .stream()
                    .map(Long::valueOf)
                    .toList();
        }
    }

    private static void wait(CompletableFuture<?> future) {
        future.handle((value, failure) -> value).orTimeout(60, TimeUnit.SECONDS).join();
    }
}
