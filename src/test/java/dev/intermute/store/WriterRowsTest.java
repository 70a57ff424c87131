package dev.intermute.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;
import dev.intermute.event.NewEvent;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rows that units hand over to be inserted, and what becomes of them when one of the batch fails. */
@QuarkusTest
@WithTestResource(TestServer.class)
class WriterRowsTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final String TAKEN = "taken";

    @Inject
    Writer writer;

    @Inject
    CurrentSession session;

    @Inject
    EventLog log;

    @Inject
    StoreConfig config;

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<CompletableFuture<?>> batch = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private TestDatabase database;

    @BeforeEach
    void occupyTheWriter() throws Exception {
        database = TestDatabase.open(config.db());
        database.run("create table if not exists writer_test (name text primary key) strict");
        database.run("insert or ignore into writer_test values ('" + TAKEN + "')");
        CountDownLatch running = new CountDownLatch(1);
        submit(() -> {
            running.countDown();
            await(go);
        });
        await(running);
        batch.clear();
    }

    @AfterEach
    void letGo() throws SQLException {
        go.countDown();
        database.close();
    }

    @Test
    void a_row_is_there_for_every_query_after_it() throws SQLException {
        String name = fresh();

        submit(() -> session.insert(new NamedRow(name)));
        CompletableFuture<Long> byNeighbour = ask(name);
        go.countDown();

        assertThat(wait(byNeighbour)).isEqualTo(1);
        assertThat(stored(name)).isEqualTo(1);
    }

    @Test
    void the_rows_of_a_unit_that_a_rule_refuses_are_forgotten_and_nobody_runs_again() throws SQLException {
        String kept = fresh();
        String refused = fresh();
        String last = fresh();

        counted(kept);
        CompletableFuture<?> failing = submit(() -> {
            session.insert(new NamedRow(refused));
            throw new ApiException(ErrorCode.NAME_TAKEN, "no");
        });
        counted(last);
        go.countDown();

        assertThatThrownBy(() -> wait(failing)).hasRootCauseInstanceOf(ApiException.class);
        waitForAll();
        assertThat(runs).as("two units, each once").hasValue(2);
        assertThat(stored(kept) + stored(last)).isEqualTo(2);
        assertThat(stored(refused)).isZero();
    }

    @Test
    void a_unit_that_looks_before_it_fails_costs_its_neighbours_nothing() throws SQLException {
        String kept = fresh();

        counted(kept);
        CompletableFuture<?> failing = submit(() -> {
            assertThat(count(kept)).isEqualTo(1);
            throw new ApiException(ErrorCode.NAME_TAKEN, "no");
        });
        go.countDown();

        assertThatThrownBy(() -> wait(failing)).hasRootCauseInstanceOf(ApiException.class);
        waitForAll();
        assertThat(runs).hasValue(1);
        assertThat(stored(kept)).isEqualTo(1);
    }

    @Test
    void a_unit_that_fails_after_its_rows_went_in_is_taken_back_by_another_run() throws SQLException {
        String kept = fresh();
        String refused = fresh();

        counted(kept);
        CompletableFuture<?> failing = submit(() -> {
            session.insert(new NamedRow(refused));
            assertThat(count(refused)).isEqualTo(1);
            throw new ApiException(ErrorCode.NAME_TAKEN, "no");
        });
        go.countDown();

        assertThatThrownBy(() -> wait(failing)).hasRootCauseInstanceOf(ApiException.class);
        waitForAll();
        assertThat(runs).as("once without savepoints, once with").hasValue(2);
        assertThat(stored(kept)).isEqualTo(1);
        assertThat(stored(refused)).isZero();
    }

    @Test
    void a_row_that_the_database_refuses_fails_the_unit_that_handed_it_over() throws SQLException {
        String before = fresh();
        String after = fresh();

        counted(before);
        CompletableFuture<?> twice = submit(() -> session.insert(new NamedRow(before)));
        CompletableFuture<Long> innocent = ask(before);
        counted(after);
        go.countDown();

        assertThatThrownBy(() -> wait(twice)).hasStackTraceContaining("SQLITE_CONSTRAINT");
        assertThat(wait(innocent)).isEqualTo(1);
        waitForAll();
        assertThat(stored(before)).isEqualTo(1);
        assertThat(stored(after)).isEqualTo(1);
    }

    @Test
    void rows_refused_in_the_middle_of_a_neighbours_query_leave_that_neighbour_alone() throws SQLException {
        String project = fresh();

        CompletableFuture<?> refused = submit(() -> {
            append(project, "refused");
            session.insert(new NamedRow(TAKEN));
        });
        CompletableFuture<Long> innocent = writer.submit(now -> {
                    append(project, "innocent");
                    return count(TAKEN);
                })
                .toCompletableFuture();
        go.countDown();

        assertThatThrownBy(() -> wait(refused)).hasStackTraceContaining("SQLITE_CONSTRAINT");
        assertThat(wait(innocent)).isEqualTo(1);
        wait(submit(() -> append(project, "later")));
        assertThat(database.texts("select entity_id from events where project = '" + project + "' order by cursor"))
                .containsExactly("innocent", "later");
    }

    @Test
    void no_row_is_taken_outside_of_a_unit() {
        assertThatThrownBy(() -> session.insert(new NamedRow(fresh()))).isInstanceOf(IllegalStateException.class);
    }

    private void append(String project, String entity) {
        log.append(new NewEvent(project, EventType.MESSAGE_READ, entity, null));
    }

    private void counted(String name) {
        batch.add(submit(() -> {
            runs.incrementAndGet();
            session.insert(new NamedRow(name));
        }));
    }

    private CompletableFuture<Long> ask(String name) {
        return writer.submit(now -> count(name)).toCompletableFuture();
    }

    private long count(String name) {
        return session.get()
                .createSelectionQuery("select count(*) from NamedRow where name = :name", Long.class)
                .setParameter("name", name)
                .getSingleResult();
    }

    private CompletableFuture<?> submit(Runnable work) {
        return writer.submit(now -> {
                    work.run();
                    return now;
                })
                .toCompletableFuture();
    }

    private void waitForAll() {
        batch.forEach(WriterRowsTest::wait);
    }

    /** By a connection that sees what is committed and nothing else. */
    private long stored(String name) throws SQLException {
        return database.number("select count(*) from writer_test where name = '" + name + "'");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T wait(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }
}
