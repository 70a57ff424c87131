package dev.intermute.http;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.agent.AgentResource.AgentList;
import dev.intermute.agent.AgentResource.HeartbeatAnswer;
import dev.intermute.agent.AgentResource.HeartbeatRequest;
import dev.intermute.agent.AgentResource.MetadataRequest;
import dev.intermute.agent.AgentView;
import dev.intermute.agent.RegisterAnswer;
import dev.intermute.agent.RegisterRequest;
import dev.intermute.event.EventPage;
import dev.intermute.event.Frame;
import dev.intermute.message.Inbox;
import dev.intermute.message.InboxResource.StaleAcks;
import dev.intermute.message.Kind;
import dev.intermute.message.MessagePage;
import dev.intermute.message.MessageResource.ReceiptRequest;
import dev.intermute.message.MessageView;
import dev.intermute.message.MessageView.RecipientView;
import dev.intermute.message.ReceiptAnswer;
import dev.intermute.message.SendAnswer;
import dev.intermute.message.SendRequest;
import dev.intermute.message.ThreadPage;
import dev.intermute.store.HealthResource;
import dev.intermute.testing.Api;
import dev.intermute.testing.RawWebSocket;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every type that crosses the wire is read and written by the service as on the JVM: in a native binary what Jackson
 * finds by reflection is there only where somebody has seen to it.
 */
@QuarkusTest
@WithTestResource(TestServer.class)
class WireTypesTest {
    private static final String LISTED = """
            the types that %s, by the signatures of the routes. One that is new: add it to WireTypes, and have \
            WireTypesTest show all of it. One that is no longer there: take it from WireTypes""";

    private static final String ERROR_FRAME = "{\"type\":\"error\",";

    private final SeenTypes seen = new SeenTypes();
    private final WireClient client = new WireClient(seen);
    private final WireReservations reservations = new WireReservations(client, seen);
    private final WireRecords records = new WireRecords(client, seen);

    @Test
    void the_list_has_just_the_types_that_are_read() {
        assertThat(WireRoutes.read())
                .as(LISTED, "the service reads")
                .containsExactlyInAnyOrderElementsOf(WireTypes.READ);
    }

    @Test
    void the_list_has_just_the_types_that_are_written() {
        assertThat(WireRoutes.written())
                .as(LISTED, "the service writes")
                .containsExactlyInAnyOrderElementsOf(WireTypes.WRITTEN);
    }

    @Test
    void whoever_reads_or_writes_json_by_hand_is_known() {
        assertThat(WireRoutes.byHand())
                .as("the classes that use a mapper. Does one that is new send a type that no route takes or answers"
                        + " with? Then list that type in WireTypes, and have WireTypesTest show all of it. In any case"
                        + " add the class to WireTypes.BY_HAND, or take it from there if it is gone")
                .containsExactlyInAnyOrderElementsOf(WireTypes.BY_HAND);
    }

    @Test
    void every_answer_is_written_as_on_the_jvm() {
        seeAgents();
        try (RawWebSocket bob = client.socket("/ws/agents/bob");
                RawWebSocket events = client.socket("/ws/events")) {
            seeMail();
            seeFrames(bob, events);
            seeErrors(events);
        }
        reservations.seeAll();
        records.seeAll();
        seen.see(HealthResource.Status.class, Api.local().get("/health"));

        assertThat(seen.missing(WireTypes.WRITTEN))
                .as("what no answer here had a value for, beside what only a service that fails says, see WireTypesIT."
                        + " Have an answer of this test show the rest")
                .containsExactlyInAnyOrder(
                        "Frame.agentId",
                        "Frame.pathPattern",
                        "Frame.reservationId",
                        "HealthResource$Status.error",
                        "HealthResource$Status.message",
                        "HealthResource$Status.retryAfter",
                        "ReservationView.expiredAt");
        assertThat(seen.missing(List.of(WireTypes.RECEIPT_DATA, WireTypes.LEASE_DATA)))
                .isEmpty();
    }

    private void seeAgents() {
        seen.see(RegisterAnswer.class, client.post("/api/agents", client.registration("ada")));
        RegisterAnswer second = seen.see(RegisterAnswer.class, client.post("/api/agents", client.named("ada")));
        assertThat(second.requestedName()).isEqualTo("ada");
        seen.see(RegisterAnswer.class, client.post("/api/agents", client.named("bob")));
        seen.see(HeartbeatAnswer.class, client.post("/api/agents/ada/heartbeat", Map.of()));
        seen.see(AgentView.class, client.get("/api/agents/ada"));
        seen.see(
                AgentView.class,
                client.patch("/api/agents/ada/metadata", new MetadataRequest(Map.of("editor", WireClient.TEXT))));
        AgentList list = seen.see(AgentList.class, client.get("/api/agents"));
        assertThat(list.agents()).hasSize(3);
    }

    /** A message to one recipient of each kind, of whom one acknowledges it and another has only read it. */
    private void seeMail() {
        SendAnswer sent = seen.see(SendAnswer.class, client.post("/api/messages", client.message("m1")));
        String message = "/api/messages/" + sent.messageId();
        seen.see(ReceiptAnswer.class, client.post(message + "/read", new ReceiptRequest("carol", client.project)));
        seen.see(ReceiptAnswer.class, client.post(message + "/ack", new ReceiptRequest("bob", client.project)));
        seen.see(ReceiptAnswer.class, client.post(message + "/read", Map.of()));
        seen.see(SendAnswer.class, client.post("/api/messages", Map.of("from", "ada", "to", List.of("bob"))));

        seen.see(MessageView.class, client.as("ada").get(message));
        seen.see(MessagePage.class, client.get("/api/inbox/bob"));
        seen.see(MessagePage.class, client.get("/api/inbox/dave"));
        seen.see(MessagePage.class, client.in().queryParam("limit", 1).get("/api/inbox/bob"));
        seen.see(MessagePage.class, client.get("/api/threads/t1"));
        seen.see(ThreadPage.class, client.in().queryParam("agent", "bob").get("/api/threads"));
        seen.see(Inbox.Counts.class, client.get("/api/inbox/bob/counts"));
        seen.see(StaleAcks.class, client.in().queryParam("ttl_seconds", 0).get("/api/inbox/carol/stale-acks"));
    }

    private void seeFrames(RawWebSocket bob, RawWebSocket events) {
        EventPage page = seen.see(EventPage.class, client.get("/api/events"));
        assertThat(page.events())
                .extracting(Frame::type)
                .containsExactly("message.created", "message.read", "message.ack", "message.read", "message.created");
        Frame copy = seen.see(Frame.class, bob.text());
        assertThat(copy.type()).isEqualTo("message.created");

        for (Frame logged : page.events()) {
            Frame pushed = seen.see(Frame.class, events.text());
            assertThat(pushed).isEqualTo(logged);
            if (pushed.data() != null) {
                seen.see(WireTypes.RECEIPT_DATA, pushed.data());
            }
        }
    }

    private void seeErrors(RawWebSocket events) {
        seeError(404, "agent_not_found", client.get("/api/agents/nobody"));
        seeError(400, "invalid_request", client.in().queryParam("limit", "x").get("/api/inbox/bob"));
        seeError(400, "invalid_session_id", client.post("/api/agents", Map.of("session_id", "none")));
        seeError(401, "unauthorized", Api.remote().get("/api/agents"));
        seeError(426, "upgrade_required", client.get("/ws/events"));

        events.send("{\"type\":\"sing\"}");
        String frame = events.text();
        assertThat(frame).startsWith(ERROR_FRAME);
        seen.see(ErrorBody.class, "{" + frame.substring(ERROR_FRAME.length()));
    }

    private void seeError(int status, String code, Response answer) {
        Api.refused(answer, status, code);
        seen.see(ErrorBody.class, answer);
    }

    @Test
    void every_request_is_read_whole() {
        registrationIsReadWhole();
        heartbeatIsReadWhole();
        changeOfMetadataIsReadWhole();
        messageIsReadWhole();
        receiptIsReadWhole();
        reservations.readWhole();
        records.readActionsWhole();

        assertThat(seen.missing(WireTypes.READ))
                .as("what no request here has given. Give it, and show that it arrives")
                .isEmpty();
    }

    private void registrationIsReadWhole() {
        RegisterRequest registration = client.registration("eve");
        seen.see(RegisterAnswer.class, client.body(given(registration)).post("/api/agents"));

        assertThat(seen.see(AgentView.class, client.get("/api/agents/eve")))
                .usingRecursiveComparison()
                .comparingOnlyFields("name", "project", "sessionId", "capabilities", "metadata", "status")
                .isEqualTo(registration);
        Api.refused(client.post("/api/agents", client.registration("eve")), 409, "name_taken");
    }

    private void heartbeatIsReadWhole() {
        String heartbeat = "/api/agents/eve/heartbeat";
        seen.see(HeartbeatAnswer.class, client.post(heartbeat, given(new HeartbeatRequest("thinking"))));

        Api.invalid(client.post(heartbeat, new HeartbeatRequest("dreaming")), "focus_state");
    }

    private void changeOfMetadataIsReadWhole() {
        MetadataRequest change = given(new MetadataRequest(Map.of("shell", "zsh")));

        AgentView agent = seen.see(AgentView.class, client.patch("/api/agents/eve/metadata", change));

        assertThat(agent.metadata()).containsAllEntriesOf(change.metadata());
    }

    private void messageIsReadWhole() {
        SendRequest message = client.message("m2");
        seen.see(SendAnswer.class, client.body(given(message)).post("/api/messages"));

        MessageView kept = seen.see(MessageView.class, client.as("ada").get("/api/messages/m2"));
        assertThat(kept)
                .usingRecursiveComparison()
                .comparingOnlyFields(
                        "id",
                        "project",
                        "from",
                        "to",
                        "cc",
                        "threadId",
                        "subject",
                        "topic",
                        "body",
                        "importance",
                        "ackRequired")
                .isEqualTo(message);
        assertThat(kept.recipients())
                .filteredOn(RecipientView::kind, Kind.BCC)
                .extracting(RecipientView::agent)
                .isEqualTo(message.bcc());
        // What nobody is shown yet is refused where it can't be.
        isRead("transport", "pigeon");
        isRead("target_window_uuid", 7);
    }

    private void isRead(String field, Object wrong) {
        Api.invalid(client.post("/api/messages", Map.of("from", "ada", "to", List.of("bob"), field, wrong)), field);
    }

    private void receiptIsReadWhole() {
        ReceiptRequest receipt = given(new ReceiptRequest("bob", client.project));

        // Without its project the message would be looked for elsewhere.
        Response answer = client.body(receipt).post("/api/messages/m2/read");

        assertThat(seen.see(ReceiptAnswer.class, answer).agent()).isEqualTo(receipt.agent());
    }

    /** Notes that this request is sent, with all that it gives. */
    private <T> T given(T request) {
        seen.note(request);
        return request;
    }
}
