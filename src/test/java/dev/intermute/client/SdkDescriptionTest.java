package dev.intermute.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.Description;
import dev.intermute.testing.TestServer;

import static dev.intermute.client.SdkDescribed.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The SDK knows every route, every field and every word that the service describes, and no others. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkDescriptionTest {
    /** The same as the cursor, as a text for clients that read no long numbers. */
    private static final String SAME_CURSOR = "next_cursor";

    private SdkDescribed described;

    @BeforeEach
    void read() {
        described = new SdkDescribed();
    }

    /** The record, its schema, and what of that the record leaves out, for it is said elsewhere. */
    static Stream<Arguments> records() {
        return Stream.of(
                arguments(Agent.class, "Agent", Set.of()),
                arguments(Registered.class, "RegisterAnswer", Set.of()),
                arguments(Message.class, "Message", Set.of()),
                arguments(Recipient.class, "Recipient", Set.of()),
                arguments(MessagePage.class, "MessagePage", Set.of(SAME_CURSOR, "thread_id")),
                arguments(Receipt.class, "ReceiptAnswer", Set.of()),
                arguments(InboxCounts.class, "Counts", Set.of()),
                arguments(StaleAck.class, "StaleAck", Set.of()),
                arguments(MailThread.class, "Thread", Set.of()),
                arguments(ThreadPage.class, "ThreadPage", Set.of(SAME_CURSOR)),
                arguments(Reservation.class, "Reservation", Set.of()),
                arguments(Conflict.class, "ReservationConflict", Set.of()),
                arguments(Availability.class, "Availability", Set.of()),
                // Of a reservation's end these are in its data, too.
                arguments(Event.class, "Event", Set.of("reservation_id", "agent_id", "path_pattern")),
                arguments(EventPage.class, "EventPage", Set.of(SAME_CURSOR)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_has_the_fields_that_are_described(Class<?> type, String schema, Set<String> elsewhere) {
        assertThat(SdkDescribed.fields(type))
                .isEqualTo(without(described.properties(schema), elsewhere.toArray(String[]::new)));
    }

    @Test
    void the_answer_to_a_send_has_what_is_described_and_what_policies_will_say() {
        assertThat(without(SdkDescribed.fields(Sent.class), "denied")).isEqualTo(described.properties("SendAnswer"));
    }

    @Test
    void an_exception_tells_the_details_that_are_described() {
        Set<String> byItsBodyAlone = Set.of("session_id", "message_id", "pattern", "limit");
        Set<String> sameAsOthers = Set.of("code");

        assertThat(described.properties("Error"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Stream.of(
                                        "error", "message", "field", "agent_id", "last_seen", "position", "conflicts"),
                                Stream.of("current_version", "oldest_cursor", "request_id", "retry_after"),
                                byItsBodyAlone.stream(),
                                sameAsOthers.stream())
                        .flatMap(names -> names)
                        .toList());
    }

    @Test
    void a_message_can_be_sent_with_all_that_is_described() {
        Fields all = MessageDraft.to("b")
                .cc("c")
                .bcc("d")
                .thread("t")
                .subject("s")
                .topic("p")
                .body("x")
                .importance(Importance.LOW)
                .askForAck()
                .id("i")
                .from("a", "");

        // Windows of terminals come later; the project is in the query.
        assertThat(all.values().keySet())
                .isEqualTo(without(described.properties("SendRequest"), "project", "transport", "target_window_uuid"));
    }

    @Test
    void an_agent_can_register_with_all_that_is_described() {
        Fields all = Registration.named("a")
                .refuseTakenName()
                .session("s", "")
                .capabilities("c")
                .metadata(Map.of())
                .status("s")
                .fields();

        assertThat(all.values().keySet()).isEqualTo(without(described.properties("RegisterRequest"), "project"));
    }

    @Test
    void files_can_be_reserved_with_all_that_is_described() {
        Fields all = ReservationRequest.of("p")
                .shared()
                .reason("r")
                .lasting(Duration.ofMinutes(1))
                .renewOnHeartbeat()
                .waitUpTo(Duration.ZERO)
                .by("a");

        // Each of the left-out says with another word what one that is there says.
        assertThat(all.values().keySet())
                .isEqualTo(without(
                        described.properties("ReserveRequest"),
                        "project",
                        "agent_id",
                        "path_pattern",
                        "path",
                        "exclusive"));
    }

    /** An enum of the SDK, and where the words are described. */
    static Stream<Arguments> enums() {
        return Stream.of(
                arguments(Liveness.class, "/components/schemas/Liveness/enum"),
                arguments(Reservation.EndReason.class, "/components/schemas/Ending/enum"),
                arguments(RecipientKind.class, "/components/schemas/Kind/enum"),
                arguments(Importance.class, "/components/schemas/Message/properties/importance/enum"),
                arguments(Importance.class, "/components/schemas/SendRequest/properties/importance/enum"),
                arguments(FocusState.class, "/components/schemas/HeartbeatRequest/properties/focus_state/enum"));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void an_enum_has_the_words_that_are_described(Class<? extends Enum<?>> type, String path) {
        assertThat(SdkDescribed.words(type))
                .containsExactlyInAnyOrderElementsOf(Description.texts(described.at(path)).stream()
                        .filter(word -> !word.equals("null"))
                        .toList());
    }

    /** Every call of the SDK but those of work records. */
    private static List<Consumer<AgentClient>> calls() {
        return List.of(
                ada -> ada.project().health(),
                ada -> ada.project().register("bob"),
                ada -> ada.project().agents().list(),
                ada -> ada.project().agents().withCapability("java"),
                ada -> ada.project().agents().get("x"),
                AgentClient::heartbeat,
                ada -> ada.heartbeat(FocusState.THINKING),
                ada -> ada.changeMetadata(Map.of()),
                ada -> ada.send(MessageDraft.to("x")),
                ada -> ada.inbox(Page.first()),
                ada -> ada.unread(Page.first()),
                ada -> ada.markRead("x"),
                ada -> ada.ack("x"),
                ada -> ada.messages().get("x"),
                ada -> ada.messages().thread("x", Page.first()),
                ada -> ada.messages().threads("x", Page.first()),
                ada -> ada.messages().counts("x"),
                ada -> ada.messages().staleAcks("x", Duration.ZERO, 1),
                ada -> ada.reserve("x"),
                ada -> ada.renew("x"),
                ada -> ada.release("x"),
                AgentClient::releaseAll,
                ada -> ada.check("x"),
                ada -> ada.reservations().active(),
                ada -> ada.reservations().of("x"),
                ada -> ada.reservations().get("x"),
                ada -> ada.events().read(Page.first()),
                ada -> ada.events().head());
    }

    @Test
    void there_is_a_call_for_every_operation_and_an_operation_for_every_call() throws IOException {
        Set<String> called = described.operationsOf(calls(), client -> client.agent("ada", ""));

        assertThat(called).isEqualTo(described.otherOperations());
    }
}
