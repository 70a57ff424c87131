package dev.intermute.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.bench.Load;
import dev.intermute.testing.Client;
import dev.intermute.testing.Confinement;
import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The program as in a hardened container, under load. */
@Tag("ci")
class ConfinedIT {
    private static final long MEMORY_BYTES = 192L * 1024 * 1024;
    private static final int CONNECTIONS = 32;
    private static final int SECONDS = Integer.getInteger("confined.seconds", 60);

    private final Path folder = PackagedServer.freshFolder();

    @Test
    void a_minute_of_load_as_nobody_on_a_read_only_root_within_192_mebibytes() throws Exception {
        try (Confinement confinement = Confinement.of(folder, MEMORY_BYTES);
                PackagedServer server = PackagedServer.start(
                        confinement.command(PackagedProgram.command()),
                        folder,
                        confinement.environment(),
                        "--db",
                        "test.db")) {
            Load.Figures figures;
            long sent;
            try (Load load = new Load(server.url(), CONNECTIONS, server::processorTime)) {
                figures = load.run(SECONDS);
                sent = load.sent();
            }
            long resident = server.residentBytes();

            assertThat(delivered(server.client())).isEqualTo(2 * sent).isPositive();
            assertThat(Files.getOwner(folder.resolve("test.db")).getName()).isEqualTo("nobody");
            assertThat(server.terminate()).isZero();
            assertThat(server.err()).doesNotContain("OutOfMemory", "Exception");
            assertThat(confinement.peakBytes()).isLessThanOrEqualTo(MEMORY_BYTES);
            System.out.printf(
                    Locale.ROOT,
                    "confined: %,d sends, %.0f sends/s, p99 %.1f ms, resident %.0f MiB, peak of the group %.0f MiB%n",
                    sent,
                    figures.perSecond(),
                    figures.p99Millis(),
                    resident / 1048576.0,
                    confinement.peakBytes() / 1048576.0);
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
