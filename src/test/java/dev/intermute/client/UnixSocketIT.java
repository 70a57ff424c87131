package dev.intermute.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.intermute.testing.PackagedServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** The SDK over the Unix socket of a service that is away, there, away and there again. */
class UnixSocketIT {
    /** Not below target: the path of a socket has little room. */
    @TempDir
    private Path folder;

    @Test
    void calls_work_while_the_service_is_there_and_say_so_while_it_is_not() {
        try (IntermuteClient intermute = client(RetryPolicy.standard());
                IntermuteClient once = client(RetryPolicy.never())) {
            assertUnreachable(once);

            try (PackagedServer server = start()) {
                server.url();
                once.health();
                AgentClient ada = intermute.register("ada");
                ada.send(MessageDraft.to("bob").body("x".repeat(500_000)).id("m1"));
                assertThat(intermute.messages().get("m1").body()).hasSize(500_000);
                IntermuteException tooLarge =
                        failureOf(() -> ada.send(MessageDraft.to("bob").body("x".repeat(5_000_000))));
                assertThat(tooLarge.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
                assertThat(ada.reserve("src").agent()).isEqualTo("ada");

                assertThat(server.terminate()).isZero();
            }

            assertUnreachable(once);
            try (PackagedServer server = start()) {
                server.url();
                assertThat(intermute.messages().get("m1").id()).isEqualTo("m1");
            }
        }
    }

    private static void assertUnreachable(IntermuteClient client) {
        IntermuteException away = failureOf(client::health);

        assertThat(away.code()).isEqualTo(ErrorCode.UNREACHABLE);
        assertThat(away).hasMessageContaining("s.sock");
    }

    private IntermuteClient client(RetryPolicy retry) {
        return IntermuteClient.atSocket(folder.resolve("s.sock"))
                .project("demo")
                .timeout(Duration.ofSeconds(30))
                .retry(retry)
                .open();
    }

    private PackagedServer start() {
        return PackagedServer.start(folder, Map.of(), "--db", "test.db", "--socket", "s.sock");
    }
}
