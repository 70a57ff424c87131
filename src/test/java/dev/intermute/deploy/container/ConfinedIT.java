package dev.intermute.deploy.container;

import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.bench.Load;
import dev.intermute.testing.Client;
import dev.intermute.testing.ProcessUsage;

import static org.assertj.core.api.Assertions.assertThat;

/** The program under load, within the memory that its Dockerfile gives it: no user, a read-only root, 192 MiB. */
@Tag("ci")
class ConfinedIT {
    private static final int CONNECTIONS = 32;
    private static final int SECONDS = Integer.getInteger("confined.seconds", 60);

    @Test
    void a_minute_of_load_within_the_memory_of_the_container() throws Exception {
        try (Starts manifests = new Starts()) {
            Start start = manifests.dockerRun();
            Container container = start.container()
                    .but()
                    .with("INTERMUTE_HOST", "127.0.0.1")
                    .with("INTERMUTE_PORT", "0")
                    .done();
            try (RunningContainer running = RunningContainer.onThisMachine(container)) {
                String url = running.awaitUrl();
                ProcessUsage usage = running.kernelView().usage();
                Load.Figures figures;
                long sent;
                try (Load load = new Load(url, CONNECTIONS, usage::processorTime)) {
                    figures = load.run(SECONDS);
                    sent = load.sent();
                }

                assertThat(delivered(new Client(url))).isEqualTo(2 * sent).isPositive();
                Confines.check(container, running);
                assertThat(Files.getAttribute(start.databaseFile(), "unix:uid"))
                        .isEqualTo(container.identity().user());
                System.out.printf(
                        Locale.ROOT,
                        "confined: %,d sends, %.0f sends/s, p99 %.1f ms, resident %.0f MiB, peak of the group %.0f MiB%n",
                        sent,
                        figures.perSecond(),
                        figures.p99Millis(),
                        usage.residentBytes() / 1048576.0,
                        running.kernelView().memory().peakMebibytes());

                running.terminate();

                assertThat(running.awaitEnd()).isZero();
                assertThat(running.output()).doesNotContain("OutOfMemory", "Exception");
            }
        }
    }

    /** Each message has two recipients. */
    private static long delivered(Client client) {
        long total = 0;
        for (int i = 0; i < Load.MAILBOXES; i++) {
            total += client.get("/api/inbox/agent" + i + "/counts", Map.of("project", "bench"))
                    .number("total");
        }
        return total;
    }
}
