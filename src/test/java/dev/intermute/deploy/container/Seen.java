package dev.intermute.deploy.container;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import dev.intermute.deploy.container.Start.HttpProbe;

import static org.assertj.core.api.Assertions.assertThat;

/** What the probes of a manifest see while the service is in a state. */
enum Seen {
    /** The database can be read, whoever may write. */
    READABLE(0, true),
    /** The database can't be read: no traffic, but no restart either, which would help nobody. */
    UNREADABLE(6, false);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofMillis(50);
    /** Of {@code intermute health} where nothing answers. */
    private static final int UNAVAILABLE = 6;

    private static final int PORT = 7338;

    private final int healthCode;
    private final boolean ready;

    Seen(int healthCode, boolean ready) {
        this.healthCode = healthCode;
        this.ready = ready;
    }

    /** Before it runs nothing passes. */
    static void assertBefore(Start start, Pod pod) {
        assertThat(start.httpProbes().values())
                .allSatisfy(probe -> assertThat(probe.passes(pod)).isFalse());
        if (!start.health().isEmpty()) {
            Container asking =
                    start.container().but().runs(start.health(), List.of()).done();
            RunningContainer.Ended ended = RunningContainer.run(asking, pod);
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(UNAVAILABLE);
        }
    }

    /** Waits until all passes, no longer than who probes would. */
    static void awaitUp(Start start, Pod pod, RunningContainer running) {
        HttpProbe startup = start.httpProbes().get("startupProbe");
        Duration limit = startup == null ? PATIENCE : startup.period().multipliedBy(startup.failures());
        await(running, limit, "come up", () -> !running.isAlive() || startup == null || startup.passes(pod));
        READABLE.await(start, pod, running);
    }

    /** Waits until they see this. */
    void await(Start start, Pod pod, RunningContainer running) {
        await(running, PATIENCE, "become " + this, () -> !running.isAlive() || isSeen(start, pod, running));
        if (!running.isAlive()) {
            throw new AssertionError("it has ended with " + running.awaitEnd() + ":\n" + running.output());
        }
    }

    /** Looks at once and then often. */
    private static void await(RunningContainer running, Duration limit, String what, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(OFTEN)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("it doesn't " + what + ":\n" + running.output(), e);
        }
    }

    /** Checks that they see this now. */
    void check(Start start, Pod pod, RunningContainer running) {
        assertThat(isSeen(start, pod, running)).as(running.output()).isTrue();
    }

    private boolean isSeen(Start start, Pod pod, RunningContainer running) {
        boolean allAsExpected = start.httpProbes().entrySet().stream()
                .allMatch(probe -> probe.getValue().passes(pod)
                        == (ready || !probe.getKey().equals("readinessProbe")));
        return allAsExpected && (start.health().isEmpty() || running.exec(start.health()) == healthCode);
    }

    /** Waits for the end of one that was told to stop, and gives how long it took; meanwhile it is probed, and never hangs. */
    static Duration awaitEnd(Start start, Pod pod, RunningContainer running, List<Integer> statuses) {
        long from = System.nanoTime();
        HttpProbe readiness = start.httpProbes().get("readinessProbe");
        await(running, start.grace(), "end", () -> {
            Pod.Answer answer = readiness == null ? pod.get("127.0.0.1", PORT, "/health", SHORT) : readiness.ask(pod);
            assertThat(answer.body()).doesNotContain("SocketTimeoutException");
            statuses.add(answer.status());
            return !running.isAlive();
        });
        assertThat(statuses).isNotEmpty().isSubsetOf(200, 503, 0);
        return Duration.ofNanos(System.nanoTime() - from);
    }
}
