package dev.intermute.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the SDK does with work records beside keeping them: versions, filters, claims and links; and what is refused. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkRecordRulesTest {
    private final String project = Api.freshProject();
    private IntermuteClient intermute;

    @BeforeEach
    void open() {
        intermute = Sdk.in(project);
    }

    @Test
    void whoever_has_not_seen_the_last_change_is_told_the_version_of_it() {
        Task task = intermute.tasks().create(TaskDraft.titled("Read digits"));
        String id = task.id();
        Task now = intermute.tasks().change(id, 1, TaskDraft.changes().title("Read numbers"));

        isConflict(() -> intermute.tasks().change(id, 1, TaskDraft.changes().title("x")));
        isConflict(() -> intermute.tasks().replace(id, 1, TaskDraft.titled("x")));
        isConflict(() -> intermute.tasks().assignIf(id, 1, "bob"));
        isConflict(() -> intermute.tasks().deleteIf(id, 1));
        assertThat(intermute.tasks().get(id)).isEqualTo(now);

        assertThat(intermute.tasks().assignIf(id, 2, "bob").version()).isEqualTo(3);
        intermute.tasks().deleteIf(id, 3);
        assertThat(intermute.tasks().list()).isEmpty();
    }

    private static void isConflict(ThrowingCallable call) {
        IntermuteException refused = refusal(call);
        assertThat(refused.code()).isEqualTo(ErrorCode.VERSION_CONFLICT);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.currentVersion()).hasValue(2);
    }

    @Test
    void what_is_not_there_is_told_by_every_call() {
        isMissing(() -> intermute.tasks().get("t"));
        isMissing(() -> intermute.tasks().change("t", 1, TaskDraft.changes().title("x")));
        isMissing(() -> intermute.tasks().replace("t", 1, TaskDraft.titled("x")));
        isMissing(() -> intermute.tasks().delete("t"));
        isMissing(() -> intermute.tasks().deleteIf("t", 1));
        isMissing(() -> intermute.tasks().assign("t", "ada"));
        isMissing(() -> intermute.tasks().assignIf("t", 1, "ada"));
        isMissing(() -> intermute.insights().change("i", InsightDraft.changes().title("x")));
        isMissing(() -> intermute.insights().replace("i", InsightDraft.titled("x", "s", "c")));
        isMissing(() -> intermute.insights().link("i", "s"));
        isMissing(() -> intermute.cujs().link("c", "f"));
        isMissing(() -> intermute.cujs().unlink("c", "f"));
        isMissing(() -> intermute.cujs().links("c"));
    }

    private static void isMissing(ThrowingCallable call) {
        IntermuteException refused = refusal(call);
        assertThat(refused.code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND);
        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void an_id_of_ones_own_is_taken_once() {
        Spec spec = intermute.specs().create(SpecDraft.titled("Parser").id("a/b ü?"));

        IntermuteException refused =
                refusal(() -> intermute.specs().create(SpecDraft.titled("Lexer").id("a/b ü?")));

        assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_EXISTS);
        assertThat(intermute.specs().get("a/b ü?")).isEqualTo(spec);
        intermute.specs().delete("a/b ü?");
        assertThat(intermute.specs().list()).isEmpty();
    }

    @Test
    void the_field_that_is_wrong_is_told() {
        assertThat(field(() -> intermute.specs().create(SpecDraft.titled("")))).contains("title");
        assertThat(field(() -> intermute.epics().create(EpicDraft.changes().spec("s"))))
                .contains("title");
        assertThat(field(() -> intermute.stories().create(StoryDraft.titled("x", " "))))
                .contains("epic_id");
        assertThat(field(() -> intermute.tasks().create(TaskDraft.titled("x").agent("a".repeat(1025)))))
                .contains("agent");
        assertThat(field(() -> intermute.insights().create(InsightDraft.titled("x", "", "c"))))
                .contains("source");
        assertThat(field(() -> intermute.sessions().create(SessionDraft.named("x", ""))))
                .contains("agent");
        assertThat(field(() -> intermute.cujs().create(CujDraft.titled("x", ""))))
                .contains("spec_id");
        assertThat(field(() -> intermute.tasks().list(TaskFilter.all().agent("a".repeat(1025)))))
                .contains("agent");
        assertThat(field(() -> intermute.tasks().claim("ada", TaskClaim.any().lasting(Duration.ofDays(2)))))
                .contains("claim_ttl_minutes");
    }

    private static Optional<String> field(ThrowingCallable call) {
        IntermuteException refused = refusal(call);
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        return refused.field();
    }

    @Test
    void filters_narrow_a_list_down_together() {
        Specs specs = intermute.specs();
        Spec draft = specs.create(SpecDraft.titled("a"));
        specs.create(SpecDraft.titled("b").status(Spec.Status.ARCHIVED));
        assertThat(specs.list(SpecFilter.all())).hasSize(2);
        assertThat(specs.list(SpecFilter.all().status(Spec.Status.DRAFT))).containsExactly(draft);

        Epics epics = intermute.epics();
        Epic open = epics.create(EpicDraft.titled("a").spec("s 1&2"));
        epics.create(EpicDraft.titled("b").spec("s 1&2").status(Epic.Status.DONE));
        epics.create(EpicDraft.titled("c"));
        assertThat(epics.list(EpicFilter.all().spec("s 1&2"))).hasSize(2);
        assertThat(epics.list(EpicFilter.all().spec("s 1&2").status(Epic.Status.OPEN)))
                .containsExactly(open);

        Stories stories = intermute.stories();
        Story begun = stories.create(StoryDraft.titled("a", "e1").status(Story.Status.IN_PROGRESS));
        stories.create(StoryDraft.titled("b", "e1"));
        stories.create(StoryDraft.titled("c", "e2").status(Story.Status.IN_PROGRESS));
        assertThat(stories.list(StoryFilter.all().epic("e1").status(Story.Status.IN_PROGRESS)))
                .containsExactly(begun);
    }

    @Test
    void tasks_and_runs_are_found_by_their_agent_too() {
        AgentClient ada = intermute.register("ada");
        Tasks tasks = intermute.tasks();
        Task hers = tasks.create(TaskDraft.titled("a").agent("ada").story("st1").status(Task.Status.RUNNING));
        tasks.create(TaskDraft.titled("b").agent("ada").story("st2").status(Task.Status.RUNNING));
        tasks.create(TaskDraft.titled("c").agent("bob").story("st1").status(Task.Status.RUNNING));
        tasks.create(TaskDraft.titled("d").agent("ada").story("st1"));
        TaskFilter running = TaskFilter.all().status(Task.Status.RUNNING).story("st1");
        assertThat(tasks.list(running)).hasSize(2);
        assertThat(tasks.list(running.agent("ada"))).containsExactly(hers);
        assertThat(tasks.list(running.agent(ada.id()))).containsExactly(hers);

        Sessions sessions = intermute.sessions();
        Session idle = sessions.create(SessionDraft.named("a", "ada").status(Session.Status.IDLE));
        sessions.create(SessionDraft.named("b", "ada"));
        sessions.create(SessionDraft.named("c", "bob").status(Session.Status.IDLE));
        assertThat(sessions.list(SessionFilter.all().agent("ada").status(Session.Status.IDLE)))
                .containsExactly(idle);
    }

    @Test
    void insights_and_journeys_are_found_by_what_they_are_about() {
        Insights insights = intermute.insights();
        Insight slow =
                insights.create(InsightDraft.titled("a", "profile", "speed").spec("s1"));
        insights.create(InsightDraft.titled("b", "profile", "speed").spec("s2"));
        insights.create(InsightDraft.titled("c", "profile", "fault").spec("s1"));
        insights.create(InsightDraft.titled("d", "log", "speed").spec("s1"));
        assertThat(insights.list(
                        InsightFilter.all().spec("s1").category("speed").source("profile")))
                .containsExactly(slow);

        Cujs cujs = intermute.cujs();
        Cuj valid = cujs.create(CujDraft.titled("a", "s1").status(Cuj.Status.VALIDATED));
        cujs.create(CujDraft.titled("b", "s1"));
        cujs.create(CujDraft.titled("c", "s2").status(Cuj.Status.VALIDATED));
        assertThat(cujs.list(CujFilter.all().spec("s1").status(Cuj.Status.VALIDATED)))
                .containsExactly(valid);
    }

    @Test
    void a_list_that_comes_in_pages_is_whole() {
        String long3 = "x".repeat(3 << 20);
        IntStream.range(0, 4)
                .forEach(i -> intermute
                        .specs()
                        .create(SpecDraft.titled("spec " + i).vision(long3).id("s" + i)));

        assertThat(Api.in(project).get("/api/specs").header("X-Next-Cursor"))
                .as("more than one page")
                .isNotNull();
        assertThat(intermute.specs().list()).extracting(Spec::id).containsExactly("s3", "s2", "s1", "s0");
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
        assertThat(first.agent()).isEqualTo(ada.id());
        assertThat(first.status()).isEqualTo(Task.Status.RUNNING);
        assertThat(left(first)).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        assertThat(intermute.tasks().get("t1")).isEqualTo(first);
        assertThat(second.id()).isEqualTo("t2");
        assertThat(second.agent()).isEqualTo(bob.id());
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

        IntermuteException refused = refusal(() -> ada.project().tasks().claim("bob"));

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

    private static IntermuteException refusal(ThrowingCallable call) {
        return catchThrowableOfType(IntermuteException.class, call);
    }
}
