package dev.intermute.client;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What the SDK makes of the errors of a service. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkErrorsTest {
    private final String project = Api.freshProject();
    private IntermuteClient intermute;
    private AgentClient ada;

    @BeforeEach
    void register() {
        intermute = Sdk.in(project);
        ada = intermute.register("ada");
    }

    @Test
    void a_wrong_field_is_named() {
        IntermuteException refused = failureOf(() -> intermute.register("x".repeat(1_025)), ErrorCode.INVALID_REQUEST);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.wireCode()).isEqualTo("invalid_request");
        assertThat(refused.field()).contains("name");
        assertThat(refused.getMessage()).isNotBlank();
        assertThat(refused.body().path("error").asText()).isEqualTo("invalid_request");
        assertThat(refused.conflicts()).isEmpty();
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(refused.requestId()).isEmpty();
    }

    @Test
    void a_session_that_is_no_uuid_is_refused() {
        failureOf(
                () -> intermute.register(Registration.named("eve").session("mine", "")), ErrorCode.INVALID_SESSION_ID);
    }

    @Test
    void a_pattern_says_where_the_trouble_begins() {
        IntermuteException refused = failureOf(() -> ada.reserve("src/[a"), ErrorCode.INVALID_PATTERN);

        assertThat(refused.position()).isEqualTo(OptionalLong.of(4));
        failureOf(() -> intermute.reservations().check("../up"), ErrorCode.INVALID_PATTERN);
    }

    @Test
    void a_name_that_is_taken_says_by_whom() {
        IntermuteException refused =
                failureOf(() -> intermute.register(Registration.named("ada").refuseTakenName()), ErrorCode.NAME_TAKEN);

        assertThat(refused.agentId()).isEqualTo(Optional.of(ada.id()));
        assertThat(refused.lastSeen().orElseThrow()).isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void a_session_that_lives_is_not_taken_over() {
        failureOf(
                () -> intermute.register(
                        Registration.anonymous().session(ada.registered().sessionId(), "")),
                ErrorCode.ACTIVE_SESSION_CONFLICT);
    }

    @Test
    void a_token_is_its_agents_alone() {
        AgentClient bob = intermute.register("bob");
        AgentClient liar = intermute.agent(ada.id(), bob.registered().token());

        failureOf(liar::heartbeat, ErrorCode.AGENT_MISMATCH);
    }

    @Test
    void what_is_anothers_stays_so() {
        AgentClient bob = intermute.register("bob");
        Reservation held = ada.reserve("src");
        ada.send(MessageDraft.to("ada").body("x").id("m1"));

        failureOf(() -> bob.release(held.id()), ErrorCode.NOT_THE_OWNER);
        failureOf(() -> bob.renew(held.id()), ErrorCode.NOT_THE_OWNER);
        failureOf(() -> bob.ack("m1"), ErrorCode.NOT_A_RECIPIENT);
        failureOf(() -> bob.send(MessageDraft.to("ada").body("y").id("m1")), ErrorCode.ALREADY_EXISTS);
    }

    @Test
    void what_is_not_there_is_told_by_kind() {
        failureOf(() -> intermute.agents().get("nobody"), ErrorCode.AGENT_NOT_FOUND);
        failureOf(() -> intermute.messages().get("none"), ErrorCode.MESSAGE_NOT_FOUND);
        failureOf(() -> ada.markRead("none"), ErrorCode.MESSAGE_NOT_FOUND);
        failureOf(() -> intermute.reservations().get("none"), ErrorCode.RESERVATION_NOT_FOUND);
        failureOf(() -> ada.release("none"), ErrorCode.RESERVATION_NOT_FOUND);
        failureOf(() -> intermute.agent("nobody", "").reserve("src"), ErrorCode.AGENT_NOT_FOUND);
        failureOf(() -> intermute.agent("日本語", ""), ErrorCode.AGENT_NOT_FOUND);
        failureOf(
                () -> IntermuteClient.at(Sdk.url() + "/elsewhere")
                        .open()
                        .agents()
                        .list(),
                ErrorCode.NOT_FOUND);
    }

    @Test
    void a_key_that_is_wrong_is_told_and_a_right_one_gives_its_project() {
        String name = Api.freshName("ada");
        IntermuteClient keyed = IntermuteClient.at(Sdk.url())
                .key(TestServer.KEY_A)
                .project("keyed-a")
                .open();

        AgentClient agent = keyed.register(name);

        IntermuteClient unnamed =
                IntermuteClient.at(Sdk.url()).key(TestServer.KEY_A).open();
        assertThat(unnamed.agents().get(name).agentId()).isEqualTo(agent.id());
        failureOf(() -> unnamed.register(Api.freshName("eve")), ErrorCode.PROJECT_REQUIRED);
        IntermuteClient wrong = IntermuteClient.at(Sdk.url()).key("no-key").open();
        failureOf(() -> wrong.agents().list(), ErrorCode.UNAUTHORIZED);
        IntermuteClient other = IntermuteClient.at(Sdk.url())
                .key(TestServer.KEY_A)
                .project("keyed-b")
                .open();
        failureOf(() -> other.agents().list(), ErrorCode.PROJECT_FORBIDDEN);
    }

    @Test
    void a_body_that_is_too_large_is_told() {
        failureOf(() -> ada.send(MessageDraft.to("bob").body("x".repeat(2_000_000))), ErrorCode.PAYLOAD_TOO_LARGE);
    }

    private static IntermuteException failureOf(ThrowingCallable call, ErrorCode expected) {
        IntermuteException failure = Failures.failureOf(call);
        assertThat(failure.code()).as("%s", failure).isEqualTo(expected);
        return failure;
    }
}
