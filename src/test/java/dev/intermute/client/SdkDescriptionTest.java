package dev.intermute.client;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.Description;
import dev.intermute.testing.Description.Operation;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The SDK knows every route, every field and every word that the service describes, and no others. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkDescriptionTest {
    /** Their types and calls are looked at by their own tests. */
    private static final String RECORDS = "/api/(specs|epics|stories|tasks|insights|sessions|cujs)(/.*)?";

    /** The same as the cursor, as a text for clients that read no long numbers. */
    private static final String SAME_CURSOR = "next_cursor";

    private Description description;

    @BeforeEach
    void read() {
        description = Description.read();
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
        Set<String> described = properties(schema);
        assertThat(described).containsAll(elsewhere);
        described.removeAll(elsewhere);

        assertThat(Arrays.stream(type.getRecordComponents()).map(SdkDescriptionTest::wireName))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void the_answer_to_a_send_has_what_is_described_and_what_policies_will_say() {
        Set<String> fields = Arrays.stream(Sent.class.getRecordComponents())
                .map(SdkDescriptionTest::wireName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(fields.remove("denied")).isTrue();
        assertThat(fields).isEqualTo(properties("SendAnswer"));
    }

    @Test
    void an_exception_tells_the_details_that_are_described() {
        Set<String> byItsBodyAlone = Set.of("session_id", "message_id", "pattern", "limit");
        Set<String> sameAsOthers = Set.of("code");

        assertThat(properties("Error"))
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
        Set<String> described = without(properties("SendRequest"), "project", "transport", "target_window_uuid");
        assertThat(all.values().keySet()).containsExactlyInAnyOrderElementsOf(described);
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

        assertThat(all.values().keySet())
                .containsExactlyInAnyOrderElementsOf(without(properties("RegisterRequest"), "project"));
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
                .containsExactlyInAnyOrderElementsOf(without(
                        properties("ReserveRequest"), "project", "agent_id", "path_pattern", "path", "exclusive"));
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
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(SdkDescriptionTest::word)
                .filter(word -> !word.isEmpty())
                .toList();

        JsonNode described = description.document().at(path);
        assertThat(words)
                .containsExactlyInAnyOrderElementsOf(Description.texts(described).stream()
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
        Set<String> called = new TreeSet<>();
        try (ScriptedServer recorder = new ScriptedServer()) {
            AgentClient ada = IntermuteClient.at(recorder.url()).open().agent("ada", "");
            for (Consumer<AgentClient> call : calls()) {
                recorder.thenError(400, "invalid_request");
                assertThatThrownBy(() -> call.accept(ada)).isInstanceOf(IntermuteException.class);
            }
            recorder.requests().forEach(request -> called.add(operation(request.route())));
        }

        Set<String> described = description.operations().stream()
                .filter(operation -> operation.path().matches("/(api/|health).*"))
                .filter(operation -> !operation.path().matches(RECORDS))
                .map(Operation::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(called).isEqualTo(described);
    }

    /** The operation that a request is for; the request itself where it is for none. */
    private String operation(String request) {
        return description.operations().stream()
                .map(Operation::toString)
                .filter(operation -> !operation.contains("{") && request.equals(operation))
                .findFirst()
                .or(() -> description.operations().stream()
                        .map(Operation::toString)
                        .filter(operation -> request.matches(operation.replaceAll("\\{[^}]+}", "[^/]+")))
                        .findFirst())
                .orElse(request);
    }

    private Set<String> properties(String schema) {
        Set<String> names = new TreeSet<>();
        JsonNode properties = description.document().at("/components/schemas/" + schema + "/properties");
        properties.fieldNames().forEachRemaining(names::add);
        assertThat(names).as("the properties of %s", schema).isNotEmpty();
        return names;
    }

    private static Set<String> without(Set<String> names, String... left) {
        assertThat(names).contains(left);
        names.removeAll(Set.of(left));
        return names;
    }

    private static String wireName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null
                ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName())
                : property.value();
    }

    private static String word(Enum<?> constant) {
        try {
            JsonProperty property =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null ? "" : property.value();
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }
}
