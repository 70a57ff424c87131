package dev.intermute.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Mail;
import dev.intermute.testing.Mail.Sent;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class EventsTest {
    private static final List<String> TYPES = List.of(
            "message.created",
            "message.updated",
            "message.read",
            "message.ack",
            "reservation.created",
            "reservation.renewed",
            "reservation.released",
            "reservation.expired",
            "peer.window_poke",
            "spec.created",
            "spec.updated",
            "spec.archived",
            "epic.created",
            "epic.updated",
            "epic.deleted",
            "story.created",
            "story.updated",
            "story.deleted",
            "task.created",
            "task.updated",
            "task.deleted",
            "task.assigned",
            "task.completed",
            "insight.created",
            "insight.updated",
            "insight.deleted",
            "insight.linked",
            "session.started",
            "session.updated",
            "session.stopped",
            "cuj.created",
            "cuj.updated",
            "cuj.archived",
            "cuj.validated");

    private final String project = Api.freshProject();
    private Sent created;
    private Sent updated;

    @BeforeEach
    void makeFourEvents() {
        created = mail().body("draft").send();
        updated = mail().body("final").send();
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/read"));
        Api.ok(Api.json(Map.of("project", project, "agent", "bob")).post("/api/messages/m1/ack"));
    }

    @Test
    void each_change_is_one_event_from_the_oldest_on() {
        JsonPath log = Api.events(project);

        assertThat(log.getMap("$")).containsKeys("events", "cursor");
        assertThat(log.getList("events.type"))
                .containsExactly("message.created", "message.updated", "message.read", "message.ack");
        assertThat(log.getList("events.project")).containsOnly(project);
        assertThat(log.getList("events.message_id")).containsOnly("m1");
        List<Long> cursors = log.getList("events.cursor", Long.class);
        assertThat(cursors).isSorted().doesNotHaveDuplicates().startsWith(created.cursor(), updated.cursor());
        assertThat(log.getLong("cursor")).isEqualTo(cursors.get(3));
    }

    @Test
    void the_types_that_there_are_can_be_read_in_the_description_and_in_the_error() {
        String described =
                Api.local().accept("application/json").get("/q/openapi").asString();
        String message = Api.refused(
                        Api.in(project).queryParam("type", "no.such").get("/api/events"), 400, "invalid_request")
                .extract()
                .path("message");

        for (String type : TYPES) {
            assertThat(described).contains(type);
            assertThat(message).contains(type);
        }
    }

    @Test
    void a_message_event_carries_the_message_and_no_agent() {
        JsonPath log = Api.events(project);

        for (String event : List.of("events[0]", "events[1]")) {
            Api.hasFields(log, event, "type", "project", "message_id", "cursor", "created_at", "message");
            Api.hasFields(
                    log,
                    event + ".message",
                    "id",
                    "thread_id",
                    "project",
                    "from",
                    "to",
                    "body",
                    "created_at",
                    "cursor");
            assertThat(log.getString(event + ".message.body")).isEqualTo("final");
            assertThat(log.getString(event + ".created_at")).matches(Api.TIME);
        }
    }

    @Test
    void a_receipt_event_says_who_and_when() {
        JsonPath log = Api.events(project);

        for (String event : List.of("events[2]", "events[3]")) {
            Api.hasFields(log, event, "type", "project", "message_id", "entity_id", "cursor", "created_at", "data");
            assertThat(log.getString(event + ".entity_id")).isEqualTo("m1");
            assertThat(log.getString(event + ".data.agent")).isEqualTo("bob");
        }
        assertThat(log.getString("events[2].data.read_at")).matches(Api.TIME);
        assertThat(log.getString("events[3].data.ack_at")).matches(Api.TIME);
    }

    @Test
    void pages_go_on_after_their_cursor() {
        List<String> types = new ArrayList<>();
        long cursor = 0;
        for (int i = 0; i < 4; i++) {
            JsonPath page = Api.ok(Api.in(project)
                    .queryParam("since_cursor", cursor)
                    .queryParam("limit", 1)
                    .get("/api/events"));
            types.addAll(page.getList("events.type"));
            cursor = page.getLong("cursor");
        }

        assertThat(types).containsExactly("message.created", "message.updated", "message.read", "message.ack");
    }

    @Test
    void where_nothing_is_new_the_position_stays() {
        long end = Api.events(project).getLong("cursor");

        JsonPath again = Api.ok(Api.in(project).queryParam("since_cursor", end).get("/api/events"));

        assertThat(again.getList("events")).isEmpty();
        assertThat(again.getLong("cursor")).isEqualTo(end);
    }

    @Test
    void a_position_beyond_the_log_is_its_end_so_that_what_comes_next_is_read() {
        long end = Api.events(project).getLong("cursor");

        JsonPath beyond = Api.ok(
                Api.in(project).queryParam("since_cursor", Long.MAX_VALUE).get("/api/events"));
        long from = beyond.getLong("cursor");
        mail().body("what comes next").send();
        JsonPath next = Api.ok(Api.in(project).queryParam("since_cursor", from).get("/api/events"));

        assertThat(beyond.getList("events")).isEmpty();
        assertThat(from).isBetween(end, Long.MAX_VALUE - 1);
        assertThat(next.getList("events")).hasSize(1);
    }

    @Test
    void a_type_filter_leaves_the_others_out_and_its_position_is_the_last_entry_examined() {
        long end = Api.events(project).getLong("cursor");

        JsonPath read = ofType("message.read");
        JsonPath several = ofType("message.created, message.ack");

        assertThat(read.getList("events.type")).containsExactly("message.read");
        assertThat(read.getLong("cursor")).isEqualTo(end);
        assertThat(several.getList("events.type")).containsExactly("message.created", "message.ack");
    }

    @Test
    void a_family_of_types_may_be_asked_for() {
        assertThat(ofType("message.*").getList("events")).hasSize(4);
    }

    @Test
    void a_type_may_be_repeated() {
        JsonPath both = Api.ok(Api.in(project)
                .queryParam("type", "message.read", "message.ack")
                .get("/api/events"));

        assertThat(both.getList("events.type")).containsExactly("message.read", "message.ack");
    }

    @Test
    void a_blank_type_counts_as_absent() {
        assertThat(ofType(" ").getList("events")).hasSize(4);
    }

    @Test
    void what_is_no_type_number_or_limit_is_refused() {
        Api.invalid(Api.in(project).queryParam("type", "message.eaten").get("/api/events"), "type");
        Api.invalid(Api.in(project).queryParam("since_cursor", "now").get("/api/events"), "since_cursor");
        Api.invalid(Api.in(project).queryParam("since_cursor", "-5").get("/api/events"), "since_cursor");
        Api.invalid(Api.in(project).queryParam("limit", "0").get("/api/events"), "limit");
        Api.invalid(Api.in(project).queryParam("limit", "lots").get("/api/events"), "limit");
    }

    @Test
    void registrations_and_heartbeats_make_no_events() {
        String quiet = Api.freshProject();
        Api.register(quiet, "alice");
        Api.ok(Api.in(quiet).post("/api/agents/alice/heartbeat"));

        assertThat(Api.events(quiet).getList("events")).isEmpty();
        assertThat(Api.events(quiet).getLong("cursor")).isZero();
    }

    private Mail mail() {
        return Mail.in(project).id("m1").from("alice").to("bob");
    }

    private JsonPath ofType(String type) {
        return Api.ok(Api.in(project).queryParam("type", type).get("/api/events"));
    }
}
