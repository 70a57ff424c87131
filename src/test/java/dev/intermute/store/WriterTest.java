package dev.intermute.store;

import java.net.URL;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@WithTestResource(TestServer.class)
class WriterTest {
    private static final long PATIENCE_SECONDS = 60;

    @Inject
    Writer writer;

    @Inject
    CurrentSession session;

    @Inject
    WriterCircuit circuit;

    @Inject
    StoreConfig config;

    @TestHTTPResource("/")
    URL base;

    private final CountDownLatch slow = new CountDownLatch(1);
    private TestDatabase database;

    @BeforeEach
    void makeATable() throws SQLException {
        database = TestDatabase.open(config.db());
        database.run("create table if not exists writer_test (name text primary key) strict");
    }

    @AfterEach
    void letGo() throws SQLException {
        slow.countDown();
        database.close();
    }

    @Test
    void a_failing_unit_leaves_its_neighbours_alone() throws Exception {
        occupyTheWriter();
        String before = fresh();
        String after = fresh();
        String refused = fresh();
        String broken = fresh();

        CompletableFuture<Instant> first = submit(now -> insert(before, now));
        CompletableFuture<Instant> byRule = submit(now -> {
            insert(refused, now);
            throw new ApiException(ErrorCode.NAME_TAKEN, "no");
        });
        CompletableFuture<Instant> byConstraint = submit(now -> {
            insert(broken, now);
            return insert(before, now);
        });
        CompletableFuture<Instant> byBug = submit(now -> {
            insert(broken, now);
            throw new IllegalStateException("a bug");
        });
        CompletableFuture<Instant> last = submit(now -> insert(after, now));
        slow.countDown();

        assertThat(wait(first)).as("they shared a batch").isEqualTo(wait(last));
        assertThatThrownBy(waiting(byRule)).hasRootCauseInstanceOf(ApiException.class);
        assertThatThrownBy(waiting(byConstraint)).hasStackTraceContaining("SQLITE_CONSTRAINT");
        assertThatThrownBy(waiting(byBug)).hasRootCauseMessage("a bug");
        assertThat(stored(before)).isTrue();
        assertThat(stored(after)).isTrue();
        assertThat(stored(refused)).isFalse();
        assertThat(stored(broken)).isFalse();
    }

    @Test
    void whoever_is_answered_finds_it_committed() {
        List<CompletableFuture<Boolean>> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = fresh();
            seen.add(submit(now -> insert(name, now)).thenApply(now -> stored(name)));
        }

        assertThat(seen).allSatisfy(found -> assertThat(wait(found)).isTrue());
    }

    @Test
    void a_storage_fault_runs_the_whole_batch_again_and_each_unit_counts_once() throws Exception {
        occupyTheWriter();
        String neighbour = fresh();
        String unlucky = fresh();
        AtomicInteger attempts = new AtomicInteger();

        CompletableFuture<Instant> first = submit(now -> insert(neighbour, now));
        CompletableFuture<Instant> second = submit(now -> {
            insert(unlucky, now);
            if (attempts.incrementAndGet() < 3) {
                throw new StorageFault(new IllegalStateException("the disk, for a moment"));
            }
            return now;
        });
        slow.countDown();

        assertThat(wait(first)).isEqualTo(wait(second));
        assertThat(attempts).hasValue(3);
        assertThat(stored(neighbour)).isTrue();
        assertThat(stored(unlucky)).isTrue();
        assertThat(circuit.state()).isEqualTo("closed");
    }

    @Test
    void the_time_never_goes_back_and_units_run_in_the_order_of_their_arrival() {
        List<CompletableFuture<Instant>> answers = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            answers.add(submit(now -> {
                order.add(number);
                return now;
            }));
        }

        assertThat(answers.stream().map(WriterTest::wait).toList()).isSorted();
        assertThat(order).isSorted().hasSize(200);
    }

    @Test
    void a_full_queue_answers_overloaded_at_once_while_reads_go_on() throws Exception {
        Client client = new Client(base.toString().replaceAll("/$", ""));
        String project = Api.freshProject();
        occupyTheWriter();
        List<CompletableFuture<Instant>> queued = new ArrayList<>();
        for (int i = 0; i < config.store().queueCapacity(); i++) {
            queued.add(submit(now -> now));
        }

        CompletableFuture<Instant> tooMany = submit(now -> now);
        Client.Answer send =
                client.post("/api/messages", Map.of("project", project, "from", "a", "to", List.of("b"), "body", "x"));

        assertThat(tooMany).isCompletedExceptionally();
        assertThatThrownBy(waiting(tooMany))
                .hasRootCauseInstanceOf(ApiException.class)
                .rootCause()
                .extracting(e -> ((ApiException) e).code())
                .isEqualTo(ErrorCode.OVERLOADED);
        assertThat(send.status()).isEqualTo(503);
        assertThat(send.text("error")).isEqualTo("overloaded");
        assertThat(send.number("retry_after")).isPositive();
        assertThat(send.headers()).containsKey("retry-after");
        assertThat(client.get("/api/inbox/b", Map.of("project", project)).status())
                .isEqualTo(200);
        assertThat(queued).noneMatch(CompletableFuture::isDone);

        slow.countDown();
        assertThat(queued).allSatisfy(answer -> assertThat(wait(answer)).isNotNull());
    }

    @Test
    void refusals_by_the_hundred_never_open_the_circuit() {
        Client client = new Client(base.toString().replaceAll("/$", ""));
        String project = Api.freshProject();
        Map<String, Object> message =
                Map.of("project", project, "id", "taken", "from", "a", "to", List.of("b"), "body", "x");
        Map<String, Object> stranger =
                Map.of("project", project, "id", "taken", "from", "c", "to", List.of("b"), "body", "x");
        assertThat(client.post("/api/messages", message).status()).isEqualTo(200);
        List<CompletableFuture<Client.Answer>> refusals = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            refusals.add(client.postAsync("/api/messages", stranger, Map.of()));
            refusals.add(client.postAsync("/api/messages/none/read", Map.of("project", project), Map.of()));
        }

        assertThat(refusals)
                .allSatisfy(refusal -> assertThat(refusal.join().status()).isIn(404, 409));
        assertThat(circuit.state()).isEqualTo("closed");
        assertThat(client.post("/api/messages", message).status()).isEqualTo(200);
    }

    /** Makes what is submitted from now on share one batch, until {@link #slow} is let go. */
    private void occupyTheWriter() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        submit(now -> {
            running.countDown();
            return await(slow) ? now : null;
        });
        assertThat(await(running)).isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> CompletableFuture<T> submit(UnitOfWork<T> unit) {
        return writer.submit(unit).toCompletableFuture();
    }

    private Instant insert(String name, Instant now) {
        session.get()
                .createNativeMutationQuery("insert into writer_test (name) values (:name)")
                .setParameter("name", name)
                .executeUpdate();
        return now;
    }

    /** By a connection that sees what is committed and nothing else. */
    private boolean stored(String name) {
        try (TestDatabase other = TestDatabase.open(config.db())) {
            return other.number("select count(*) from writer_test where name = '" + name + "'") == 1;
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static <T> T wait(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static ThrowingCallable waiting(CompletableFuture<?> future) {
        return () -> wait(future);
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}
