package dev.intermute.event;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PushClient;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A database of schema 1, which kept who was to see a private event, and not who may see it since mailboxes were claimed. */
class AudienceMigrationIT {
    private static final String LAST = "the last message";
    private static final Set<String> OF_SCHEMA_1 =
            Set.of("events", "agents", "messages", "deliveries", "threads", "flyway_schema_history");

    private final Path folder = PackagedServer.freshFolder();
    private PackagedServer server;
    private Client client;
    private String ann;

    @BeforeEach
    void start() {
        server = PackagedServer.start(folder);
        client = server.client();
        ann = register("ann").text("agent_id");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everybody_sees_the_receipts_that_it_saw_before_in_a_replay() throws SQLException {
        String eve = register("eve").text("agent_id");
        send("m1", "ann", "to bob", List.of("dot", "eve", "zoe"));
        send("m2", "stan", "to bob", List.of("dot", "stan"));
        for (String reader : List.of("dot", "eve", "zoe")) {
            receipt("m1", "read", reader);
        }
        receipt("m1", "ack", "dot");
        receipt("m2", "ack", "dot");
        receipt("m2", "read", "stan");
        Client.Answer dot = register("dot");
        String stan = register("stan").text("agent_id");
        rename(dot, "dora");
        sendTheLast(List.of("ann", "bob", "dora", "dot", "eve", "stan", "zoe"));
        List<String> everybody = List.of(ann, eve, stan, dot.text("agent_id"), "bob", "dot", "zoe");
        List<List<String>> seen = everybody.stream().map(this::receiptsSeenBy).toList();

        restartOnSchema1();

        assertThat(seen).extracting(List::size).containsExactly(4, 1, 2, 3, 0, 0, 1);
        assertThat(everybody).extracting(this::receiptsSeenBy).containsExactlyElementsOf(seen);
    }

    @Test
    void where_nothing_tells_whose_a_receipt_is_by_now_the_sender_alone_sees_it() throws SQLException {
        send("m1", "ann", "to bob", List.of("dot"));
        receipt("m1", "read", "dot");
        send("m1", "ann", "to bob again", List.of());
        String dot = register("dot").text("agent_id");
        sendTheLast(List.of("ann", "bob", "dot"));

        restartOnSchema1();

        assertThat(receiptsSeenBy(ann)).hasSize(1);
        assertThat(receiptsSeenBy(dot)).isEmpty();
        assertThat(receiptsSeenBy("bob")).isEmpty();
    }

    /** Without what the schemas from 2 on brought the file is what the version before them has left. */
    private void restartOnSchema1() throws SQLException {
        assertThat(server.terminate()).isZero();
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            for (String later : tablesSinceSchema1(database)) {
                database.run("drop table " + later);
            }
            database.run(
                    "alter table agents drop column heartbeats",
                    "delete from flyway_schema_history where cast(version as integer) > 1");
        }
        server = PackagedServer.start(folder);
        client = server.client();
    }

    private static List<String> tablesSinceSchema1(TestDatabase database) throws SQLException {
        return database
                .texts("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
                .stream()
                .filter(name -> !OF_SCHEMA_1.contains(name))
                .toList();
    }

    private List<String> receiptsSeenBy(String reference) {
        try (PushClient socket =
                PushClient.toAgent(server.url(), "p", reference).since(0).open()) {
            socket.await(frame -> frame.path("message_id").asText().equals(LAST));
            return socket.frames().stream()
                    .filter(frame -> !frame.has("message"))
                    .map(JsonNode::toString)
                    .toList();
        }
    }

    private Client.Answer register(String name) {
        return ok(client.post("/api/agents", Map.of("project", "p", "name", name)));
    }

    private void rename(Client.Answer agent, String name) {
        Map<String, String> body = Map.of("project", "p", "name", name, "session_id", agent.text("session_id"));
        ok(client.post("/api/agents", body, Map.of("X-Agent-Token", agent.text("token"))));
    }

    private void send(String id, String from, String body, List<String> bcc) {
        send(Map.of("project", "p", "id", id, "from", from, "to", List.of("bob"), "bcc", bcc, "body", body));
    }

    private void sendTheLast(List<String> to) {
        send(Map.of("project", "p", "id", LAST, "from", "ann", "to", to, "body", "x"));
    }

    private void send(Map<String, Object> message) {
        ok(client.post("/api/messages", message));
    }

    private void receipt(String message, String action, String reader) {
        ok(client.post("/api/messages/" + message + "/" + action, Map.of("project", "p", "agent", reader)));
    }

    private static Client.Answer ok(Client.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }
}
