package dev.intermute.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A subscription over a Unix socket. */
@Timeout(120)
class UnixFollowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder = PackagedServer.freshFolder();
    private final Seen seen = new Seen();
    private final List<ErrorCode> outages = Collections.synchronizedList(new ArrayList<>());

    @Test
    void it_goes_on_over_the_socket_when_the_service_comes_back() {
        try (IntermuteClient client =
                IntermuteClient.atSocket(folder.resolve("s.sock")).project("p").open()) {
            PackagedServer first = start();
            try (first) {
                client.events().subscribe(Subscribe.after(0).onOutage(lost -> outages.add(lost.code())), seen);
                client.agent("ada", "").send(MessageDraft.to("bob").body("first"));
                seen.await(1);
                first.kill();
            }
            Awaitility.await().atMost(PATIENCE).until(() -> !outages.isEmpty());

            PackagedServer second = start();
            try (second) {
                client.agent("ada", "").send(MessageDraft.to("bob").body("second"));

                assertThat(seen.await(2))
                        .extracting(event -> event.message().orElseThrow().body())
                        .containsExactly("first", "second");
                assertThat(outages).containsExactly(ErrorCode.CONNECTION_LOST);
            }
        }
    }

    private PackagedServer start() {
        PackagedServer server = PackagedServer.start(folder, Map.of(), "--db", "test.db", "--socket", "s.sock");
        server.url();
        return server;
    }
}
