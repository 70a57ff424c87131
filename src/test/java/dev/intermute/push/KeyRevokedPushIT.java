package dev.intermute.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.RawWebSocket.Closed;
import dev.intermute.testing.Sha256Hex;
import dev.intermute.testing.WebSocketHandshake;

import static org.assertj.core.api.Assertions.assertThat;

/** When a key goes, what it has open goes with it. */
class KeyRevokedPushIT {
    private static final int POLICY_VIOLATION = 1008;

    private final Path folder = PackagedServer.freshFolder();

    @Test
    void a_key_that_goes_takes_its_sockets_with_it_and_no_others() throws IOException {
        writeKeys("""
                projects:
                  one: {keys: [leaves, stays]}
                  two: {keys: [moves]}
                """);
        try (PackagedServer server = start()) {
            String url = server.url();
            List<RawWebSocket> going = List.of(
                    open(url, "/ws/agents/bob", "leaves"),
                    open(url, "/ws/events", "leaves"),
                    open(url, "/ws/agents/bob", "moves"));
            List<RawWebSocket> staying = List.of(
                    open(url, "/ws/agents/bob", "stays"),
                    open(url, "/ws/events", "stays"),
                    WebSocketHandshake.to(url, "/ws/agents/bob?project=one").open());

            writeKeys("""
                    projects:
                      one: {keys: ["sha256:%s"]}
                      three: {keys: [moves]}
                    """.formatted(Sha256Hex.of("stays")));

            for (RawWebSocket socket : going) {
                Closed closed = socket.closed();
                assertThat(closed.code()).isEqualTo(POLICY_VIOLATION);
                assertThat(closed.reason()).isNotBlank().doesNotContain("leaves", "moves");
            }
            String id = server.client()
                    .post("/api/messages", Map.of("project", "one", "from", "alice", "to", List.of("bob"), "body", "x"))
                    .text("message_id");
            for (RawWebSocket socket : staying) {
                assertThat(socket.json().path("message_id").asText()).isEqualTo(id);
            }
            WebSocketHandshake.to(url, "/ws/events").key("leaves").refused(401, "unauthorized");
            open(url, "/ws/events?project=three", "moves").leave();
            staying.forEach(RawWebSocket::close);
        }
    }

    private static RawWebSocket open(String server, String path, String key) {
        return WebSocketHandshake.to(server, path).key(key).open();
    }

    private PackagedServer start() {
        return PackagedServer.start(folder, Map.of("INTERMUTE_KEYS_RELOAD", "50ms"), "--db", "test.db");
    }

    private void writeKeys(String yaml) throws IOException {
        Path written = Files.createTempFile(
                folder,
                "keys",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, yaml);
        Files.move(written, folder.resolve("intermute.keys.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
