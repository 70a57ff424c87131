package dev.intermute.fault;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.fault.SteadyLoad.Call;
import dev.intermute.fault.SteadyLoad.Kind;
import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.StoreHealth;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Another program holds the database's write lock while clients of all kinds are at work. */
class LockedDatabaseIT {
    private static final Duration HELD = Duration.ofSeconds(Integer.getInteger("lock.seconds", 6));
    private static final Duration NO_LONGER_THAN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SAMPLE_MILLIS = 50;

    private final Path folder = PackagedServer.freshFolder();
    private final String file = folder.resolve("test.db").toString();

    @Test
    void reads_go_on_writes_are_refused_in_time_and_all_is_well_soon_after_the_release() throws Exception {
        try (PackagedServer server = PackagedServer.start(folder);
                SteadyLoad load = new SteadyLoad(server.client())) {
            Client client = server.client();
            State.of(server, client).assertClosed();
            load.start();
            Awaitility.await().atMost(PATIENCE).until(() -> load.succeeded(Kind.WRITE) > 200);

            Hold hold = new Hold(load, server, client);
            load.stop();

            assertThat(load.calls(Kind.READ))
                    .allSatisfy(read -> assertThat(read.status()).isEqualTo(200));
            assertThat(load.calls(Kind.SIGN_OF_LIFE))
                    .allSatisfy(sign -> assertThat(sign.status()).isEqualTo(200));
            assertThat(load.calls(Kind.WRITE))
                    .allSatisfy(write -> assertThat(write.took()).isLessThan(NO_LONGER_THAN))
                    .filteredOn(write -> write.status() != 200)
                    .isNotEmpty()
                    .allSatisfy(write ->
                            assertThat(write.isRefused()).as("%s", write).isTrue());
            assertThat(load.calls(Kind.WRITE))
                    .filteredOn(hold::isInside)
                    .isNotEmpty()
                    .allSatisfy(write -> assertThat(write.status()).isEqualTo(503));
            hold.assertStates();
            assertThat(hold.healed).isLessThan(NO_LONGER_THAN);
            try (TestDatabase database = TestDatabase.open(file)) {
                assertThat(database.texts("select id from messages"))
                        .as("what was refused isn't stored")
                        .containsExactlyInAnyOrderElementsOf(load.stored());
                Wholeness.check(database);
            }
            assertThat(server.terminate()).isZero();
            assertThat(server.err()).doesNotContain("\tat ", " ERROR ", "Exception");
            hold.print();
        }
    }

    /** The time of the lock. */
    private final class Hold {
        private final SteadyLoad load;
        private final List<State> states = new ArrayList<>();
        private final long from;
        private final long to;
        private final Duration healed;

        Hold(SteadyLoad load, PackagedServer server, Client client) throws SQLException, InterruptedException {
            this.load = load;
            try (TestDatabase other = TestDatabase.open(file)) {
                lock(other);
                from = System.nanoTime();
                while (System.nanoTime() < from + HELD.toNanos()) {
                    states.add(State.of(server, client));
                    TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
                }
                to = System.nanoTime();
                other.run("rollback");
            }
            long writes = load.succeeded(Kind.WRITE);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> State.of(server, client).isClosed());
            Awaitility.await().atMost(PATIENCE).until(() -> load.succeeded(Kind.WRITE) > writes);
            healed = Duration.ofNanos(System.nanoTime() - to);
        }

        /** A busy service leaves it little time: it may take several attempts. */
        private static void lock(TestDatabase other) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreException(SQLException.class)
                    .until(() -> {
                        other.run("begin exclusive");
                        return true;
                    });
        }

        boolean isInside(Call call) {
            return call.start() > from && call.end() < to;
        }

        void assertStates() {
            assertThat(states)
                    .allSatisfy(state -> assertThat(state.health.status()).isEqualTo(200));
            assertThat(fromOpening())
                    .as("the circuit opens and stays so, in readiness and metrics")
                    .isNotEmpty()
                    .allSatisfy(state -> assertThat(state.health.circuit()).isIn("open", "half_open"));
            assertThat(fromOpening().subList(1, fromOpening().size()))
                    .as("the rest is told a moment after the circuit has opened: the first look may fall between")
                    .isNotEmpty()
                    .allSatisfy(state -> {
                        assertThat(state.health.lastWrite()).isEqualTo("failing");
                        assertThat(state.gauge).isEqualTo(1);
                    });
        }

        private List<State> fromOpening() {
            return states.stream().dropWhile(State::isClosed).toList();
        }

        void print() {
            long opened = states.stream()
                    .filter(state -> !state.isClosed())
                    .findFirst()
                    .orElseThrow()
                    .at;
            List<Call> refused = load.calls(Kind.WRITE).stream()
                    .filter(call -> call.status() == 503)
                    .toList();
            List<Call> reads =
                    load.calls(Kind.READ).stream().filter(this::isInside).toList();
            System.out.printf(
                    "lock: held %d s; circuit open after %d ms, closed and written again %d ms after the release; "
                            + "%,d reads meanwhile, all 200, slowest %d ms; %,d writes refused, slowest %d ms%n",
                    HELD.toSeconds(),
                    Duration.ofNanos(opened - from).toMillis(),
                    healed.toMillis(),
                    reads.size(),
                    slowest(reads),
                    refused.size(),
                    slowest(refused));
        }

        private static long slowest(List<Call> calls) {
            return calls.stream()
                    .mapToLong(call -> call.took().toMillis())
                    .max()
                    .orElse(0);
        }
    }

    /** What an operator sees. */
    private record State(long at, StoreHealth health, double gauge) {
        static State of(PackagedServer server, Client client) {
            return new State(
                    System.nanoTime(), StoreHealth.of(client), server.metric("intermute_writer_circuit_open", ""));
        }

        boolean isClosed() {
            return health.isClosed();
        }

        void assertClosed() {
            assertThat(health).isEqualTo(new StoreHealth(200, "closed", "ok"));
            assertThat(gauge).isZero();
        }
    }
}
