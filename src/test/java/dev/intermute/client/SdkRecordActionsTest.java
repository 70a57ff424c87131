package dev.intermute.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What only some kinds of work records have, through the SDK: claims, assignments and links; and a project that must be named. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkRecordActionsTest {
    private final String project = Api.freshProject();
    private IntermuteClient intermute;

    @BeforeEach
    void open() {
        intermute = Sdk.in(project);
    }

    @Test
    void each_agent_claims_another_task_until_none_is_pending() {
        AgentClient ada = intermute.register("ada");
        AgentClient bob = intermute.register("bob");
        intermute.tasks().create(TaskDraft.titled("a").id("t1"));
        intermute.tasks().create(TaskDraft.titled("b").id("t2"));

        Task first = ada.claimTask().orElseThrow();
        Task second = bob.claimTask().orElseThrow();

        assertThat(first.id()).isEqualTo("t1");
        assertThat(first.agent()).isEqualTo("ada");
        assertThat(first.status()).isEqualTo(Task.Status.RUNNING);
        assertThat(left(first)).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        assertThat(intermute.tasks().get("t1")).isEqualTo(first);
        assertThat(second.id()).isEqualTo("t2");
        assertThat(second.agent()).isEqualTo("bob");
        assertThat(ada.claimTask()).isEmpty();
        assertThat(intermute.tasks().claim("carol")).isEmpty();
    }

    @Test
    void a_claim_may_say_of_which_story_and_for_how_long() {
        intermute.tasks().create(TaskDraft.titled("a").story("st1").id("t1"));
        intermute.tasks().create(TaskDraft.titled("b").story("st2").id("t2"));
        TaskClaim wanted = TaskClaim.any().story("st2").lasting(Duration.ofHours(2));

        Task task = intermute.tasks().claim("ada", wanted).orElseThrow();

        assertThat(task.id()).isEqualTo("t2");
        assertThat(task.agent()).isEqualTo("ada");
        assertThat(left(task)).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
        assertThat(intermute.register("bob").claimTask(wanted)).isEmpty();
    }

    private static Duration left(Task task) {
        return Duration.between(Instant.now(), task.claimExpiresAt().orElseThrow());
    }

    @Test
    void nobody_claims_for_another() {
        AgentClient ada = intermute.register("ada");
        intermute.register("bob");
        intermute.tasks().create(TaskDraft.titled("a"));

        IntermuteException refused = failureOf(() -> ada.project().tasks().claim("bob"));

        assertThat(refused.code()).isEqualTo(ErrorCode.AGENT_MISMATCH);
    }

    @Test
    void an_assignment_ends_a_claim() {
        Task made = intermute.tasks().create(TaskDraft.titled("a"));
        intermute.tasks().claim("ada").orElseThrow();

        Task assigned = intermute.tasks().assign(made.id(), "bob");

        assertThat(assigned.agent()).isEqualTo("bob");
        assertThat(assigned.status()).isEqualTo(Task.Status.RUNNING);
        assertThat(assigned.claimExpiresAt()).isEmpty();
        assertThat(assigned.version()).isEqualTo(3);
    }

    @Test
    void an_insight_is_linked_to_one_spec() {
        Insight made = intermute.insights().create(InsightDraft.titled("a", "s", "c"));

        assertThat(intermute.insights().link(made.id(), "s1").specId()).isEqualTo("s1");
        assertThat(intermute.insights().link(made.id(), "s2").specId()).isEqualTo("s2");
        assertThat(intermute.insights().get(made.id()).specId()).isEqualTo("s2");
    }

    @Test
    void a_journey_is_linked_to_features() {
        String id = intermute.cujs().create(CujDraft.titled("a", "s1")).id();

        CujLink first = intermute.cujs().link(id, "f1");
        CujLink second = intermute.cujs().link(id, "f2");

        assertThat(first).isEqualTo(new CujLink(id, "f1", project, first.linkedAt()));
        assertThat(first.linkedAt()).isPresent();
        assertThat(intermute.cujs().link(id, "f1")).isEqualTo(first);
        assertThat(intermute.cujs().links(id)).containsExactly(first, second);
        assertThat(intermute.cujs().unlink(id, "f1")).isEqualTo(new CujLink(id, "f1", project, Optional.empty()));
        assertThat(intermute.cujs().unlink(id, "f1").linkedAt()).isEmpty();
        assertThat(intermute.cujs().links(id)).containsExactly(second);
    }

    @Test
    void the_project_is_named_where_a_key_must_name_it() {
        try (IntermuteClient keyed = IntermuteClient.at(Sdk.url())
                .project("keyed-a")
                .key(TestServer.KEY_A)
                .open()) {
            String story = Api.freshName("story");
            Task made = keyed.tasks().create(TaskDraft.titled("a").story(story));

            assertThat(made.project()).isEqualTo("keyed-a");
            assertThat(keyed.tasks().replace(made.id(), 1, made.toDraft()).version())
                    .isEqualTo(2);
            assertThat(keyed.tasks().claim("ada", TaskClaim.any().story(story))).isPresent();
            keyed.tasks().delete(made.id());
        }
    }

    @Test
    void an_event_has_the_record_as_it_became() {
        Task made = intermute.tasks().create(TaskDraft.titled("a"));

        Event event = intermute.events().read(Page.first()).events().get(0);

        assertThat(event.dataAs(Task.class)).contains(made);
    }
}
