package dev.intermute.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Mail;
import dev.intermute.testing.TestClock;
import dev.intermute.testing.TestServer;
import dev.intermute.testing.UnsweptProfile;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(UnsweptProfile.class)
@WithTestResource(TestServer.class)
class AgentClockTest {
    private static final Duration ONE_MINUTE = Duration.ofSeconds(61);
    private static final Duration FIVE_MINUTES = Duration.ofSeconds(301);

    @Inject
    TestClock clock;

    private final String project = Api.freshProject();
    private Registered alice;

    @BeforeEach
    void register() {
        alice = Api.register(project, "alice");
    }

    @Test
    void an_agent_is_active_then_idle_then_stale() {
        assertThat(liveness("alice")).isEqualTo("active");

        clock.advance(Duration.ofSeconds(50));
        assertThat(liveness("alice")).isEqualTo("active");

        clock.advance(Duration.ofSeconds(11));
        assertThat(liveness("alice")).isEqualTo("idle");

        clock.advance(Duration.ofSeconds(230));
        assertThat(liveness("alice")).isEqualTo("idle");

        clock.advance(Duration.ofSeconds(10));
        assertThat(liveness("alice")).isEqualTo("stale");
    }

    @Test
    void a_sign_of_life_makes_a_stale_agent_active_at_once() {
        clock.advance(FIVE_MINUTES);

        Api.ok(Api.as(alice).post("/api/agents/alice/heartbeat"));

        assertThat(liveness("alice")).isEqualTo("active");
    }

    @Test
    void reading_about_an_agent_does_not_keep_it_alive() {
        clock.advance(ONE_MINUTE);

        Api.inbox(project, "alice");

        assertThat(liveness("alice")).isEqualTo("idle");
    }

    @Test
    void a_stale_session_comes_back_with_the_same_id_and_a_new_token() {
        clock.advance(FIVE_MINUTES);

        Registered again = Api.register(Map.of("project", project, "session_id", alice.session_id()));

        assertThat(again.agent_id()).isEqualTo(alice.agent_id());
        assertThat(again.name()).isEqualTo("alice");
        assertThat(again.token()).isNotEqualTo(alice.token());
        assertThat(liveness("alice")).isEqualTo("active");
        Api.ok(Api.as(again).get("/api/inbox/alice"));
    }

    @Test
    void a_stale_agent_that_proves_itself_gets_a_new_token_too() {
        clock.advance(FIVE_MINUTES);

        Registered again = Api.as(alice)
                .contentType(ContentType.JSON)
                .body(Map.of("project", project, "session_id", alice.session_id()))
                .post("/api/agents")
                .as(Registered.class);

        assertThat(again.agent_id()).isEqualTo(alice.agent_id());
        assertThat(again.token()).isNotEqualTo(alice.token());
    }

    @Test
    void of_many_that_claim_a_stale_session_at_once_one_gets_it() {
        clock.advance(FIVE_MINUTES);

        Map<String, String> claim = Map.of("project", project, "session_id", alice.session_id());
        List<Integer> answers = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> i % 2 == 0 ? Api.json(claim) : Api.json(claim).header("X-Agent-Token", alice.token()))
                .map(request -> request.post("/api/agents").statusCode())
                .toList();

        assertThat(answers).containsOnlyOnce(200).hasSize(16);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(15);
    }

    @Test
    void the_old_token_of_a_revived_agent_is_unknown() {
        clock.advance(FIVE_MINUTES);
        Api.register(Map.of("project", project, "session_id", alice.session_id()));

        // An unknown token is let pass, so what a known one would forbid is allowed.
        Api.ok(Api.as("somebody-else", alice.token())
                .queryParam("project", project)
                .get("/api/inbox/alice"));
    }

    @Test
    void an_idle_session_is_still_taken() {
        clock.advance(ONE_MINUTE);

        Api.refused(
                Api.json(Map.of("project", project, "session_id", alice.session_id()))
                        .post("/api/agents"),
                409,
                "active_session_conflict");
    }

    @Test
    void a_client_that_says_who_it_was_gets_its_stale_session_back() {
        clock.advance(FIVE_MINUTES);

        Api.json(Map.of("project", project, "session_id", alice.session_id()))
                .header("X-Agent-ID", alice.agent_id())
                .post("/api/agents")
                .then()
                .statusCode(200);
    }

    @Test
    void the_name_of_a_stale_agent_is_taken_over() {
        clock.advance(FIVE_MINUTES);

        Registered heir = Api.register(project, "alice");

        assertThat(heir.agent_id()).isNotEqualTo(alice.agent_id());
        assertThat(heir.name()).isEqualTo("alice");
        assertThat(heir.requested_name()).isNull();
        assertThat(Api.agent(project, alice.agent_id()).getString("name")).matches("alice~[0-9a-f]{8,}");
        assertThat(Api.agent(project, "alice").getString("agent_id")).isEqualTo(heir.agent_id());
    }

    @Test
    void a_name_of_full_length_that_is_taken_over_leaves_one_that_can_be_used() {
        String longest = "🙂".repeat(1024);
        Registered first = Api.register(project, longest);
        clock.advance(FIVE_MINUTES);

        Api.register(project, longest);

        String left = Api.agent(project, first.agent_id()).getString("name");
        assertThat(left).matches("(🙂){1015}~[0-9a-f]{8}");
        assertThat(Api.agent(project, left).getString("agent_id")).isEqualTo(first.agent_id());
    }

    @Test
    void a_stale_name_is_taken_over_by_who_would_be_refused_a_live_one() {
        clock.advance(FIVE_MINUTES);

        Registered heir = Api.register(Map.of("project", project, "name", "alice", "name_conflict", "refuse"));

        assertThat(heir.name()).isEqualTo("alice");
    }

    @Test
    void mail_stays_with_the_agent_that_it_was_delivered_to_when_the_name_moves_on() {
        Mail.in(project).from("bob").to("alice").body("for the first").send();
        clock.advance(FIVE_MINUTES);

        Registered heir = Api.register(project, "alice");
        Mail.in(project).from("bob").to("alice").body("for the second").send();

        assertThat(bodies(alice.agent_id())).containsExactly("for the first");
        assertThat(bodies(heir.agent_id())).containsExactly("for the second");
        assertThat(bodies("alice")).containsExactly("for the second");
    }

    @Test
    void an_agent_that_lost_its_name_goes_on_under_its_id() {
        clock.advance(FIVE_MINUTES);
        Api.register(project, "alice");

        Registered again = Api.register(Map.of("project", project, "session_id", alice.session_id()));

        assertThat(again.agent_id()).isEqualTo(alice.agent_id());
        assertThat(again.name()).startsWith("alice~");
    }

    @Test
    void two_stale_holders_of_one_name_get_different_names() {
        clock.advance(FIVE_MINUTES);
        Registered second = Api.register(project, "alice");
        clock.advance(FIVE_MINUTES);

        Api.register(project, "alice");

        String firstName = Api.agent(project, alice.agent_id()).getString("name");
        String secondName = Api.agent(project, second.agent_id()).getString("name");
        assertThat(List.of(firstName, secondName)).doesNotHaveDuplicates().allMatch(name -> name.startsWith("alice~"));
    }

    private String liveness(String reference) {
        return Api.agent(project, reference).getString("liveness");
    }

    private List<String> bodies(String reference) {
        return Api.inbox(project, reference).getList("messages.body");
    }
}
