package dev.intermute.client;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Subscriptions to the service. */
@QuarkusTest
@WithTestResource(TestServer.class)
@Timeout(60)
class FollowTest {
    private final String project = Api.freshProject();
    private final Seen seen = new Seen();
    private IntermuteClient client;

    @BeforeEach
    void open() {
        client = to(project).open();
    }

    private static IntermuteClient.Builder to(String project) {
        return IntermuteClient.at("http://127.0.0.1:" + RestAssured.port).project(project);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void an_agent_gets_its_mail_and_what_everybody_may_know() {
        AgentClient ada = client.register("ada");
        AgentClient bob = client.register("bob");
        bob.events().subscribe(Subscribe.fromNow(), seen);

        ada.send(MessageDraft.to("carol").body("not for bob"));
        Sent sent = ada.send(MessageDraft.to("bob").subject("hello").body("for bob"));
        ada.reserve("src/**");

        List<Event> events = seen.await(2);
        assertThat(seen.types()).containsExactly("message.created", "reservation.created");
        assertThat(events.get(0).agent()).isEqualTo(bob.id());
        assertThat(events.get(0).message()).hasValueSatisfying(message -> {
            assertThat(message.id()).isEqualTo(sent.messageId());
            assertThat(message.body()).isEqualTo("for bob");
        });
        assertThat(events.get(1).data().orElseThrow().path("agent").asText()).isEqualTo("ada");
    }

    @Test
    void a_project_gets_all_of_it_as_the_log_has_it() {
        AgentClient ada = client.register("ada");
        client.events().subscribe(Subscribe.after(0), seen);

        ada.send(MessageDraft.to("bob", "carol").body("once"));
        Reservation reservation = ada.reserve("src/**");
        ada.renew(reservation.id());
        ada.release(reservation.id());

        seen.await(4);
        assertThat(seen.types())
                .containsExactly(
                        "message.created", "reservation.created", "reservation.renewed", "reservation.released");
        assertThat(seen.cursors())
                .isEqualTo(client.events().read(Page.first()).events().stream()
                        .map(Event::cursor)
                        .toList());
    }

    @Test
    void only_the_types_that_were_asked_for_come() {
        AgentClient ada = client.register("ada");
        Subscription subscription =
                client.events().subscribe(Subscribe.fromNow().types("reservation.*"), seen);

        ada.send(MessageDraft.to("bob").body("not wanted"));
        Reservation reservation = ada.reserve("src/**");
        ada.release(reservation.id());

        seen.await(2);
        assertThat(seen.types()).containsExactly("reservation.created", "reservation.released");
        Awaitility.await().until(() -> subscription.cursor() == client.events().head());
    }

    @Test
    void from_now_leaves_out_what_was_before() {
        AgentClient ada = client.register("ada");
        ada.send(MessageDraft.to("bob").body("before"));
        client.events().subscribe(Subscribe.fromNow(), seen);

        ada.send(MessageDraft.to("bob").body("after"));

        assertThat(seen.await(1))
                .extracting(event -> event.message().orElseThrow().body())
                .containsExactly("after");
    }

    @Test
    void another_one_goes_on_where_one_was_closed() {
        AgentClient ada = client.register("ada");
        List<String> ids = new ArrayList<>();
        Subscription first = client.events().subscribe(Subscribe.after(0), seen);
        for (int i = 0; i < 5; i++) {
            ids.add(ada.send(MessageDraft.to("bob").body("text " + i)).messageId());
        }
        seen.await(2);
        first.close();
        for (int i = 5; i < 10; i++) {
            ids.add(ada.send(MessageDraft.to("bob").body("text " + i)).messageId());
        }

        client.events().subscribe(Subscribe.after(first.cursor()), seen);

        assertThat(seen.await(10)).extracting(Event::messageId).isEqualTo(ids);
    }

    @Test
    void what_is_refused_for_good_is_told_with_the_services_code() {
        AgentClient ada = client.register("ada");
        String ofAnother = client.register("bob").registered().token();
        try (IntermuteClient keyless = to("p").key("no such key").open();
                IntermuteClient foreign = to("keyed-b").key(TestServer.KEY_A).open()) {
            assertEnds(keyless.events(), ErrorCode.UNAUTHORIZED, 401);
            assertEnds(foreign.events(), ErrorCode.PROJECT_FORBIDDEN, 403);
            assertEnds(client.agent(ada.id(), ofAnother).events(), ErrorCode.AGENT_MISMATCH, 403);
        }
    }

    private void assertEnds(Events events, ErrorCode code, int status) {
        Subscription subscription = events.subscribe(Subscribe.after(0), seen);

        assertThatThrownBy(subscription::await).isInstanceOfSatisfying(IntermuteException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.status()).isEqualTo(status);
        });
    }
}
