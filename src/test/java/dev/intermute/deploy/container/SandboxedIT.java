package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.deploy.Tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The program, started exactly as each of our manifests starts it, in a container that runc makes of what the manifest says;
 * and what its probes see of that.
 */
@Tag("ci")
class SandboxedIT {
    private static final int PORT = 7338;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final String REGISTRATION = "{\"project\":\"demo\",\"name\":\"%s\"}";

    private static Starts manifests;

    private Pod pod;

    @BeforeAll
    static void buildTheImages() {
        manifests = new Starts();
    }

    @AfterAll
    static void removeTheImages() {
        if (manifests != null) {
            manifests.close();
        }
    }

    @BeforeEach
    void openThePod() {
        pod = Pod.open();
    }

    @AfterEach
    void closeThePod() {
        pod.close();
    }

    static Stream<Start> starts() {
        return manifests.all().stream();
    }

    @ParameterizedTest
    @MethodSource("starts")
    void it_comes_up_with_no_more_than_the_manifest_gives_and_a_stop_leaves_one_clean_file(Start start) {
        Seen.assertBefore(start, pod);
        Footprint root = Footprint.of(start.container().root());

        try (RunningContainer running = RunningContainer.start(start.container(), pod)) {
            Seen.awaitUp(start, pod, running);
            Duration up = running.age();
            assertThat(register(pod, "ann").status()).isEqualTo(200);
            Confines.check(start.container(), running);
            KernelView.Memory memory = running.kernelView().memory();

            List<Integer> statuses = new ArrayList<>();
            running.terminate();
            Duration stop = Seen.awaitEnd(start, pod, running, statuses);

            assertThat(running.awaitEnd()).as(running.output()).isZero();
            assertThat(stop).isLessThan(start.grace().dividedBy(2));
            assertThat(running.output()).contains("intermute stopped in").doesNotContain("\tat ", " ERROR ");
            assertThat(Footprint.of(start.container().root())).isEqualTo(root);
            assertThat(start.data().toFile().list())
                    .contains(start.database())
                    .isSubsetOf(start.database(), start.database() + ".lock", "intermute.keys.yaml");
            System.out.printf(
                    Locale.ROOT,
                    "%s: up after %d ms, peak of %.0f of %.0f MiB, stopped after %d ms, probes meanwhile %s%n",
                    start,
                    up.toMillis(),
                    memory.peakMebibytes(),
                    memory.limitMebibytes(),
                    stop.toMillis(),
                    statuses.stream().distinct().toList());
        }
    }

    /** All starts at the same time, each in a pod of its own: it is the refusals of writes that take long, and no processor. */
    @Test
    void probes_see_what_a_locked_database_means() throws Exception {
        List<Callable<Void>> each = new ArrayList<>();
        starts().forEach(start -> each.add(() -> {
            try (Pod own = Pod.open()) {
                probesSeeWhatALockedDatabaseMeans(start, own);
                return null;
            } catch (Exception | AssertionError e) {
                throw new AssertionError(start.toString(), e);
            }
        }));
        ExecutorService threads = Executors.newFixedThreadPool(each.size());
        try {
            for (Future<Void> one : threads.invokeAll(each)) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void probesSeeWhatALockedDatabaseMeans(Start start, Pod pod) throws Exception {
        try (RunningContainer running = RunningContainer.start(start.container(), pod)) {
            Seen.awaitUp(start, pod, running);

            try (DatabaseLock lock = DatabaseLock.againstWriters(start.databaseFile())) {
                assertThat(lock).isNotNull();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> register(pod, "bob").status() == 503);
                Seen.READABLE.check(start, pod, running);
            }
            Awaitility.await().atMost(PATIENCE).until(() -> register(pod, "bob").status() == 200);

            try (DatabaseLock lock = DatabaseLock.againstAll(start.databaseFile())) {
                assertThat(lock).isNotNull();
                Seen.UNREADABLE.await(start, pod, running);
            }
            Seen.READABLE.await(start, pod, running);
            assertThat(register(pod, "cid").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("podsWithASecret")
    void keys_come_from_the_secret_and_are_taken_up_when_a_kubelet_swaps_it(Start start) {
        Path secret = readOnlyMounts(start).findFirst().flatMap(Mount::source).orElseThrow();
        try (RunningContainer running = RunningContainer.start(start.container(), pod)) {
            Seen.awaitUp(start, pod, running);
            assertThat(statusWith("im_another")).isEqualTo(401);
            assertThat(statusWith(PodManifest.KEY)).isEqualTo(200);

            Volumes.swap(secret, PodManifest.keys("im_another"));

            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> statusWith("im_another") == 200 && statusWith(PodManifest.KEY) == 401);
            assertThat(running.output())
                    .doesNotContain(PodManifest.KEY, "im_another", " ERROR ")
                    .as("only the group of the pod may read it")
                    .doesNotContain("open to other users");
        }
    }

    @Test
    void without_its_volume_it_does_not_start() {
        Start start = manifests.dockerRun();
        Container container = start.container();

        Container faulty = container.but().without(container.mounts().get(0)).done();

        RunningContainer.Ended ended = RunningContainer.run(faulty, pod);

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output()).as("its own, not runc's").contains("can't be written");
    }

    @Test
    void a_volume_that_nothing_may_be_executed_from_is_told_in_one_line() {
        Container container = manifests.dockerRun().container();
        Mount data = container.mounts().get(0);

        Container faulty = container
                .but()
                .without(data)
                .with(Mount.notExecutable(data.source().orElseThrow(), data.at()))
                .done();

        RunningContainer.Ended ended = RunningContainer.run(faulty, pod);

        assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output().lines())
                .singleElement()
                .asString()
                .startsWith("intermute: SQLite's library can't be loaded from ")
                .contains("/data", "noexec");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void rights_that_no_manifest_gives_would_be_found(Fault fault) {
        Container wanted = fault.start.container();
        Container faulty = fault.making.apply(wanted.but()).done();

        try (RunningContainer running = RunningContainer.start(faulty, pod)) {
            Seen.awaitUp(fault.start.with(faulty), pod, running);

            assertThatThrownBy(() -> Confines.check(wanted, running))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("[" + fault.said + "]");
        }
    }

    /** Each with a volume of its own: root leaves what the next can't read. */
    static Stream<Fault> faults() {
        Start secret = podsWithASecret().findFirst().orElseThrow();
        Mount keys = readOnlyMounts(secret).findFirst().orElseThrow();
        Mount writable = Mount.of(keys.source().orElseThrow(), keys.at());
        return Stream.of(
                new Fault(
                        "Uid",
                        manifests.dockerRun(),
                        draft -> draft.as(Identity.of("0:0")).withCapabilities(Container.USUAL_CAPABILITIES)),
                new Fault("NoNewPrivs", manifests.dockerRun(), draft -> draft.mayGainPrivileges(true)),
                new Fault(
                        "CapBnd", manifests.dockerRun(), draft -> draft.withCapabilities(Container.USUAL_CAPABILITIES)),
                new Fault("/", manifests.dockerRun(), draft -> draft.onReadOnlyRoot(false)),
                new Fault("limit of memory", manifests.dockerRun(), draft -> draft.within(Container.Limits.NONE)),
                new Fault("Seccomp", manifests.unit(), draft -> draft.letting(Map.of())),
                new Fault(keys.at(), secret, draft -> draft.without(keys).with(writable)));
    }

    @Test
    void a_file_beside_the_volume_would_be_found() {
        Start start = manifests.dockerRun();
        Footprint root = Footprint.of(start.container().root());
        Container faulty = start.container()
                .but()
                .as(Identity.of("0:0"))
                .withCapabilities(Container.USUAL_CAPABILITIES)
                .onReadOnlyRoot(false)
                .with("INTERMUTE_KEYS_FILE", "/etc/intermute.keys.yaml")
                .done();

        try (RunningContainer running = RunningContainer.start(faulty, pod)) {
            Seen.awaitUp(start.with(faulty), pod, running);

            assertThat(Footprint.of(start.container().root())).isNotEqualTo(root);
        } finally {
            Path beside = start.container().root().resolve("etc/intermute.keys.yaml");
            Tool.ask(List.of("rm", "-f", beside.toString()));
        }
    }

    @Test
    void a_process_that_hangs_fails_the_probes() {
        Start start = manifests.dockerRun();
        try (RunningContainer running = RunningContainer.start(start.container(), pod)) {
            Seen.awaitUp(start, pod, running);

            running.freeze();

            assertThat(pod.get(Pod.ADDRESS, PORT, "/q/health/live", SHORT).status())
                    .isZero();
        }
    }

    static Stream<Start> podsWithASecret() {
        return starts().filter(start -> readOnlyMounts(start).findAny().isPresent());
    }

    private static Stream<Mount> readOnlyMounts(Start start) {
        return start.container().mounts().stream().filter(Mount::readOnly);
    }

    private int statusWith(String key) {
        return pod.get(PORT, "/api/agents", key).status();
    }

    private static Pod.Answer register(Pod pod, String name) {
        return pod.post(PORT, "/api/agents", REGISTRATION.formatted(name));
    }

    /**
     * Something that a start gives beyond its manifest.
     *
     * @param said what is found to be wrong
     * @param making how it is made of what the manifest says
     */
    record Fault(String said, Start start, UnaryOperator<Container.Draft> making) {
        @Override
        public String toString() {
            return said;
        }
    }
}
