package dev.intermute.event;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PushClient;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** A database of schema 1, which kept who was to see a private event, and not who may see it since mailboxes were claimed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudienceMigrationIT {
    private static final String LAST = "the last message";
    private static final Set<String> OF_SCHEMA_1 =
            Set.of("events", "agents", "messages", "deliveries", "threads", "flyway_schema_history");

    private final Path folder = PackagedServer.freshFolder();
    private final Project known = new Project("known");
    private final Project lost = new Project("lost");
    private PackagedServer server;
    private List<String> everybody;
    private List<List<String>> seenBefore;
    private String formerRecipient;

    /** The file of both tests, as a start takes longer than the rest of a test: each has a project of its own in it. */
    @BeforeAll
    void migrate() throws SQLException {
        start();
        receiptsForEverybody();
        seenBefore = everybody.stream().map(known::receiptsSeenBy).toList();
        aReceiptOfWhomTheMessageIsNotToAnyMore();

        restartOnSchema1();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void receiptsForEverybody() {
        String ann = known.register("ann").text("agent_id");
        String eve = known.register("eve").text("agent_id");
        known.send("m1", "ann", "to bob", List.of("dot", "eve", "zoe"));
        known.send("m2", "stan", "to bob", List.of("dot", "stan"));
        for (String reader : List.of("dot", "eve", "zoe")) {
            known.receipt("m1", "read", reader);
        }
        known.receipt("m1", "ack", "dot");
        known.receipt("m2", "ack", "dot");
        known.receipt("m2", "read", "stan");
        Client.Answer dot = known.register("dot");
        String stan = known.register("stan").text("agent_id");
        known.rename(dot, "dora");
        known.sendTheLast(List.of("ann", "bob", "dora", "dot", "eve", "stan", "zoe"));
        everybody = List.of(ann, eve, stan, dot.text("agent_id"), "bob", "dot", "zoe");
    }

    private void aReceiptOfWhomTheMessageIsNotToAnyMore() {
        lost.register("ann");
        lost.send("m1", "ann", "to bob", List.of("dot"));
        lost.receipt("m1", "read", "dot");
        lost.send("m1", "ann", "to bob again", List.of());
        formerRecipient = lost.register("dot").text("agent_id");
        lost.sendTheLast(List.of("ann", "bob", "dot"));
    }

    @Test
    void everybody_sees_the_receipts_that_it_saw_before_in_a_replay() {
        assertThat(seenBefore).extracting(List::size).containsExactly(4, 1, 2, 3, 0, 0, 1);
        assertThat(everybody).extracting(known::receiptsSeenBy).containsExactlyElementsOf(seenBefore);
    }

    @Test
    void where_nothing_tells_whose_a_receipt_is_by_now_the_sender_alone_sees_it() {
        assertThat(lost.receiptsSeenBy("ann")).hasSize(1);
        assertThat(lost.receiptsSeenBy(formerRecipient)).isEmpty();
        assertThat(lost.receiptsSeenBy("bob")).isEmpty();
    }

    private void start() {
        server = PackagedServer.start(folder);
        known.client = server.client();
        lost.client = server.client();
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
        start();
    }

    private static List<String> tablesSinceSchema1(TestDatabase database) throws SQLException {
        return database
                .texts("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
                .stream()
                .filter(name -> !OF_SCHEMA_1.contains(name))
                .toList();
    }

    /** The agents and the mail of one test. */
    private final class Project {
        private final String name;
        private Client client;

        Project(String name) {
            this.name = name;
        }

        List<String> receiptsSeenBy(String reference) {
            try (PushClient socket =
                    PushClient.toAgent(server.url(), name, reference).since(0).open()) {
                socket.await(frame -> frame.path("message_id").asText().equals(LAST));
                return socket.frames().stream()
                        .filter(frame -> !frame.has("message"))
                        .map(JsonNode::toString)
                        .toList();
            }
        }

        Client.Answer register(String agent) {
            return ok(client.post("/api/agents", Map.of("project", name, "name", agent)));
        }

        void rename(Client.Answer agent, String newName) {
            Map<String, String> body = Map.of("project", name, "name", newName, "session_id", agent.text("session_id"));
            ok(client.post("/api/agents", body, Map.of("X-Agent-Token", agent.text("token"))));
        }

        void send(String id, String from, String body, List<String> bcc) {
            send(Map.of("project", name, "id", id, "from", from, "to", List.of("bob"), "bcc", bcc, "body", body));
        }

        void sendTheLast(List<String> to) {
            send(Map.of("project", name, "id", LAST, "from", "ann", "to", to, "body", "x"));
        }

        void send(Map<String, Object> message) {
            ok(client.post("/api/messages", message));
        }

        void receipt(String message, String action, String reader) {
            ok(client.post("/api/messages/" + message + "/" + action, Map.of("project", name, "agent", reader)));
        }
    }

    private static Client.Answer ok(Client.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer;
    }
}
