package dev.intermute.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Agents, messages and the log through the SDK. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkTest {
    private final String project = Api.freshProject();
    private IntermuteClient intermute;

    @BeforeEach
    void open() {
        intermute = Sdk.in(project);
    }

    @Test
    void a_service_that_is_well_says_so() {
        intermute.health();

        assertThat(intermute.project()).isEqualTo(project);
    }

    @Test
    void an_agent_registers_with_all_that_it_says_of_itself() {
        Instant before = Instant.now();

        AgentClient ada = intermute.register(Registration.named("ada")
                .capabilities("java", "sql")
                .metadata(Map.of("repo", "intermute"))
                .status("reading"));

        Agent seen = intermute.agents().get("ada");
        assertThat(seen.agentId()).isEqualTo(ada.id());
        assertThat(seen.sessionId()).isEqualTo(ada.registered().sessionId()).isNotEmpty();
        assertThat(seen.name()).isEqualTo(ada.registered().name()).isEqualTo("ada");
        assertThat(seen.project()).isEqualTo(project);
        assertThat(seen.capabilities()).containsExactly("java", "sql");
        assertThat(seen.metadata()).containsExactly(Map.entry("repo", "intermute"));
        assertThat(seen.status()).isEqualTo("reading");
        assertThat(seen.liveness()).isEqualTo(Liveness.ACTIVE);
        assertThat(seen.createdAt()).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(seen.lastSeen()).isAfterOrEqualTo(seen.createdAt());
        assertThat(ada.registered().token()).isNotEmpty();
        assertThat(ada.registered().requestedName()).isEmpty();
    }

    @Test
    void a_name_is_made_up_or_gets_a_number_where_it_must() {
        intermute.register("ada");

        assertThat(intermute.register(Registration.anonymous()).registered().name())
                .isNotEmpty();
        Registered second = intermute.register("ada").registered();
        assertThat(second.name()).isEqualTo("ada-2");
        assertThat(second.requestedName()).isEqualTo("ada");
    }

    @Test
    void an_agent_comes_back_with_its_session_and_its_token() {
        Registered first = intermute.register("ada").registered();

        AgentClient again = intermute.register(Registration.anonymous()
                .session(first.sessionId(), first.token())
                .status("back"));

        assertThat(again.id()).isEqualTo(first.agentId());
        assertThat(intermute.agents().get(first.agentId()).status()).isEqualTo("back");
        again.heartbeat();
    }

    @Test
    void agents_are_found_by_what_they_can_do() {
        AgentClient ada = intermute.register(Registration.named("ada").capabilities("java"));
        AgentClient bob = intermute.register(Registration.named("bob").capabilities("sql", "css"));
        intermute.register("eve");

        assertThat(intermute.agents().list()).hasSize(3);
        assertThat(intermute.agents().withCapability("java", "css"))
                .extracting(Agent::agentId)
                .containsExactlyInAnyOrder(ada.id(), bob.id());
    }

    @Test
    void an_agent_says_that_it_lives_and_changes_what_it_says() {
        AgentClient ada = intermute.register(Registration.named("ada").metadata(Map.of("a", "1", "b", "2")));

        ada.heartbeat();
        for (FocusState focus : FocusState.values()) {
            ada.heartbeat(focus);
        }
        Map<String, String> changes = new HashMap<>(Map.of("a", "3"));
        changes.put("b", null);
        Agent changed = ada.changeMetadata(changes);

        assertThat(changed.metadata()).containsEntry("a", "3").doesNotContainKey("b");
    }

    @Test
    void a_message_arrives_with_all_that_is_in_it() {
        AgentClient ada = intermute.register("ada");
        AgentClient bob = intermute.register("bob");
        AgentClient eve = intermute.register("eve");

        Sent sent = ada.send(MessageDraft.to("bob")
                .cc("eve")
                .bcc("mallory")
                .thread("parser")
                .subject("The parser")
                .topic("work")
                .body("I rewrite it.")
                .importance(Importance.HIGH)
                .askForAck()
                .id("m1"));

        assertThat(sent.messageId()).isEqualTo("m1");
        MessagePage inbox = bob.inbox(Page.first());
        assertThat(inbox.cursor()).isEqualTo(sent.cursor());
        assertThat(inbox.hasMore()).isFalse();
        Message message = inbox.messages().get(0);
        assertThat(message.id()).isEqualTo("m1");
        assertThat(message.from()).isEqualTo("ada");
        assertThat(message.to()).containsExactly("bob");
        assertThat(message.cc()).containsExactly("eve");
        assertThat(message.threadId()).isEqualTo("parser");
        assertThat(message.subject()).isEqualTo("The parser");
        assertThat(message.topic()).isEqualTo("work");
        assertThat(message.body()).isEqualTo("I rewrite it.");
        assertThat(message.importance()).contains(Importance.HIGH);
        assertThat(message.ackRequired()).isTrue();
        assertThat(message.kind()).contains(RecipientKind.TO);
        assertThat(message.readAt()).isEmpty();
        assertThat(eve.inbox(Page.first()).messages())
                .extracting(Message::kind)
                .containsExactly(Optional.of(RecipientKind.CC));
        assertThat(ada.messages().get("m1").recipients())
                .extracting(Recipient::kind)
                .containsExactlyInAnyOrder(RecipientKind.TO, RecipientKind.CC, RecipientKind.BCC);
        assertThat(intermute.messages().get("m1").recipients())
                .extracting(Recipient::agent)
                .doesNotContain("mallory");
    }

    @Test
    void a_message_without_an_id_gets_one_and_the_same_id_is_the_same_message() {
        AgentClient ada = intermute.register("ada");
        MessageDraft draft = MessageDraft.to("bob").body("x");

        assertThat(ada.send(draft).messageId()).isNotEqualTo(ada.send(draft).messageId());
        assertThat(ada.send(draft.id("m1"))).isEqualTo(ada.send(draft.id("m1")));
        assertThat(intermute.messages().counts("bob")).isEqualTo(new InboxCounts(3, 3));
    }

    @Test
    void mail_is_read_and_acknowledged() {
        AgentClient ada = intermute.register("ada");
        AgentClient bob = intermute.register("bob");
        ada.send(MessageDraft.to("bob").body("1").askForAck().id("m1"));
        ada.send(MessageDraft.to("bob").body("2").askForAck().id("m2"));

        Receipt read = bob.markRead("m1");
        Receipt acked = bob.ack("m2");

        assertThat(read.agent()).isEqualTo(bob.id());
        assertThat(read.readAt()).isPresent();
        assertThat(read.ackAt()).isEmpty();
        assertThat(acked.messageId()).isEqualTo("m2");
        assertThat(acked.readAt()).isPresent();
        assertThat(acked.ackAt()).isPresent();
        assertThat(intermute.events().read(Page.first(), "message.ack").events())
                .singleElement()
                .satisfies(event -> assertThat(event.dataAs(Receipt.class))
                        .contains(new Receipt("", acked.agent(), acked.readAt(), acked.ackAt())));
        assertThat(bob.unread(Page.first()).messages()).isEmpty();
        assertThat(intermute.messages().counts("bob")).isEqualTo(new InboxCounts(2, 0));
        StaleAck waiting =
                intermute.messages().staleAcks("bob", Duration.ZERO, 10).get(0);
        assertThat(waiting.id()).isEqualTo("m1");
        assertThat(waiting.readAt()).isPresent();
        assertThat(waiting.kind()).isEqualTo(RecipientKind.TO);
        assertThat(waiting.to()).containsExactly("bob");
    }

    @Test
    void an_inbox_and_a_thread_are_read_page_by_page() {
        AgentClient ada = intermute.register("ada");
        for (int i = 1; i <= 5; i++) {
            ada.send(MessageDraft.to("bob").thread("t").body("" + i));
        }

        MessagePage first = intermute.messages().inbox("bob", Page.first().limit(2));
        MessagePage rest = intermute.messages().inbox("bob", Page.after(first.cursor()));

        assertThat(first.messages()).extracting(Message::body).containsExactly("1", "2");
        assertThat(first.hasMore()).isTrue();
        assertThat(rest.messages()).extracting(Message::body).containsExactly("3", "4", "5");
        assertThat(intermute.messages().unread("bob", Page.after(rest.cursor())).messages())
                .isEmpty();
        assertThat(intermute
                        .messages()
                        .thread("t", Page.after(first.cursor()).limit(1))
                        .messages())
                .extracting(Message::body)
                .containsExactly("3");
    }

    @Test
    void threads_are_listed_newest_first() {
        AgentClient ada = intermute.register("ada");
        ada.send(MessageDraft.to("bob").thread("old").body("1"));
        ada.send(MessageDraft.to("bob").thread("new").body("2"));
        ada.send(MessageDraft.to("bob").thread("new").body("3"));

        ThreadPage page = intermute.messages().threads("bob", Page.first().limit(1));
        ThreadPage rest = intermute.messages().threads("bob", Page.after(page.cursor()));

        MailThread thread = page.threads().get(0);
        assertThat(thread.threadId()).isEqualTo("new");
        assertThat(thread.messageCount()).isEqualTo(2);
        assertThat(thread.lastBody()).isEqualTo("3");
        assertThat(thread.lastFrom()).isEqualTo("ada");
        assertThat(page.hasMore()).isTrue();
        assertThat(rest.threads()).extracting(MailThread::threadId).containsExactly("old");
    }

    @Test
    void the_log_is_read_from_any_position_and_its_end_is_known() {
        AgentClient ada = intermute.register("ada");
        ada.send(MessageDraft.to("bob").body("x").id("m1"));
        long before = intermute.events().head();
        Reservation held = ada.reserve("src");

        EventPage all = intermute.events().read(Page.first());
        EventPage mail = intermute.events().read(Page.first(), "message.*");
        EventPage after = intermute.events().read(Page.after(before));

        assertThat(all.cursor()).isEqualTo(intermute.events().head()).isGreaterThan(before);
        assertThat(mail.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("message.created");
            assertThat(event.message().orElseThrow().body()).isEqualTo("x");
            assertThat(event.ofType(List.of("message.*"))).isTrue();
            assertThat(event.ofType(List.of("message.ack"))).isFalse();
        });
        assertThat(after.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("reservation.created");
            assertThat(event.entityId()).isEqualTo(held.id());
            assertThat(event.data()).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b c?%ä", "日本語", "' or 1=1 --", "50%", "a+b", "{}", "$1\\", " a "})
    void ids_and_names_may_hold_anything(String odd) {
        AgentClient named = intermute.register(odd);
        AgentClient again = intermute.agent(odd, named.registered().token());

        again.send(MessageDraft.to(odd).thread(odd).body(odd).id(odd));

        assertThat(intermute.agents().get(odd).agentId()).isEqualTo(named.id());
        assertThat(intermute.messages().get(odd).body()).isEqualTo(odd);
        assertThat(intermute.messages().thread(odd, Page.first()).messages()).hasSize(1);
        assertThat(again.inbox(Page.first()).messages()).extracting(Message::id).containsExactly(odd);
        assertThat(again.ack(odd).agent()).isEqualTo(named.id());
        assertThat(again.messages().counts(odd)).isEqualTo(new InboxCounts(1, 0));
    }
}
