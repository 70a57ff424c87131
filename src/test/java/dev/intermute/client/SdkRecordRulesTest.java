package dev.intermute.client;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the SDK does with work records beside keeping them: versions, filters, defaults; and what is refused. */
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
        IntermuteException refused = failureOf(call);
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
        IntermuteException refused = failureOf(call);
        assertThat(refused.code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND);
        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void an_id_of_ones_own_is_taken_once() {
        Spec spec = intermute.specs().create(SpecDraft.titled("Parser").id("a/b ü?"));

        IntermuteException refused = failureOf(
                () -> intermute.specs().create(SpecDraft.titled("Lexer").id("a/b ü?")));

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
        IntermuteException refused = failureOf(call);
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
        String vision = "x".repeat(900_000);
        IntStream.range(0, 12)
                .forEach(i -> intermute
                        .specs()
                        .create(SpecDraft.titled("spec " + i).vision(vision).id("s" + i)));

        assertThat(Api.in(project).get("/api/specs").header("X-Next-Cursor"))
                .as("more than one page")
                .isNotNull();
        assertThat(intermute.specs().list())
                .extracting(Spec::id)
                .containsExactlyElementsOf(
                        IntStream.range(0, 12).mapToObj(i -> "s" + (11 - i)).toList());
    }

    @Test
    void what_a_draft_does_not_say_has_its_default() {
        assertThat(intermute.specs().create(SpecDraft.titled("x")).status()).isEqualTo(Spec.Status.DRAFT);
        assertThat(intermute.epics().create(EpicDraft.titled("x")).status()).isEqualTo(Epic.Status.OPEN);
        assertThat(intermute.stories().create(StoryDraft.titled("x", "e")).status())
                .isEqualTo(Story.Status.TODO);
        assertThat(intermute.tasks().create(TaskDraft.titled("x")).status()).isEqualTo(Task.Status.PENDING);
        assertThat(intermute.sessions().create(SessionDraft.named("x", "a")).status())
                .isEqualTo(Session.Status.RUNNING);
        Cuj cuj = intermute.cujs().create(CujDraft.titled("x", "s"));
        assertThat(cuj.status()).isEqualTo(Cuj.Status.DRAFT);
        assertThat(cuj.priority()).isEqualTo(Cuj.Priority.MEDIUM);
        assertThat(intermute
                        .insights()
                        .create(InsightDraft.titled("x", "s", "c"))
                        .score())
                .isEmpty();
    }

    @Test
    void a_word_of_tomorrow_is_read_and_never_written() throws Exception {
        Task strange = Wire.read(Wire.tree("""
                {"id":"t","title":"x","status":"delegated","created_at":"2026-11-27T00:00:00Z",
                 "updated_at":"2026-11-27T00:00:00Z","version":1}"""), Task.class);

        assertThat(strange.status()).isEqualTo(Task.Status.UNKNOWN);
        assertThatIllegalArgumentException().isThrownBy(strange::toDraft).withMessageContaining("status");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskFilter.all().status(Task.Status.UNKNOWN))
                .withMessageContaining("status");
    }
}
