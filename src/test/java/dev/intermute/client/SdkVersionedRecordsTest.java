package dev.intermute.client;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static dev.intermute.client.RecordLife.diesOnce;
import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of work record that has versions, through the SDK: it is made, read, changed, replaced and deleted. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkVersionedRecordsTest {
    private final String project = Api.freshProject();
    private final Instant before = Instant.now().minusSeconds(1);
    private IntermuteClient intermute;

    @BeforeEach
    void open() {
        intermute = Sdk.in(project);
    }

    @Test
    void a_spec_lives_and_dies() {
        Spec made = intermute
                .specs()
                .create(SpecDraft.titled("Parser")
                        .vision("v")
                        .users("u")
                        .problem("p")
                        .status(Spec.Status.RESEARCH));
        assertThat(made)
                .isEqualTo(new Spec(
                        made.id(),
                        project,
                        "Parser",
                        "v",
                        "u",
                        "p",
                        Spec.Status.RESEARCH,
                        made.createdAt(),
                        made.updatedAt(),
                        1));
        assertThat(made.createdAt()).isEqualTo(made.updatedAt()).isBetween(before, Instant.now());

        Spec changed = intermute
                .specs()
                .change(
                        made.id(),
                        1,
                        SpecDraft.changes()
                                .vision("")
                                .users("all")
                                .problem("none")
                                .status(Spec.Status.VALIDATED));
        assertThat(changed.vision()).isEmpty();
        assertThat(changed.users()).isEqualTo("all");
        assertThat(changed.problem()).isEqualTo("none");
        assertThat(changed.status()).isEqualTo(Spec.Status.VALIDATED);
        assertThat(changed.title()).isEqualTo("Parser");
        assertThat(changed.version()).isEqualTo(2);

        Spec replaced = intermute.specs().replace(made.id(), 2, made.toDraft().title("Lexer"));
        assertThat(replaced.toDraft().fields())
                .isEqualTo(made.toDraft().title("Lexer").fields());
        diesOnce(intermute.specs(), made.id(), replaced);
    }

    @Test
    void an_epic_lives_and_dies() {
        Epic made = intermute
                .epics()
                .create(EpicDraft.titled("Lexer").spec("s1").description("d").status(Epic.Status.IN_PROGRESS));
        assertThat(made)
                .isEqualTo(new Epic(
                        made.id(),
                        project,
                        "s1",
                        "Lexer",
                        "d",
                        Epic.Status.IN_PROGRESS,
                        made.createdAt(),
                        made.updatedAt(),
                        1));

        Epic changed = intermute
                .epics()
                .change(made.id(), 1, EpicDraft.changes().spec("").status(Epic.Status.DONE));
        assertThat(changed.specId()).isEmpty();
        assertThat(changed.description()).isEqualTo("d");
        assertThat(changed.status()).isEqualTo(Epic.Status.DONE);

        Epic replaced = intermute.epics().replace(made.id(), 2, made.toDraft().description(""));
        assertThat(replaced.toDraft().fields())
                .isEqualTo(made.toDraft().description("").fields());
        diesOnce(intermute.epics(), made.id(), replaced);
    }

    @Test
    void a_story_lives_and_dies() {
        Story made = intermute
                .stories()
                .create(StoryDraft.titled("Numbers", "e1")
                        .acceptanceCriteria("digits", "signs")
                        .status(Story.Status.REVIEW));
        assertThat(made)
                .isEqualTo(new Story(
                        made.id(),
                        project,
                        "e1",
                        "Numbers",
                        List.of("digits", "signs"),
                        Story.Status.REVIEW,
                        made.createdAt(),
                        made.updatedAt(),
                        1));

        Story changed = intermute
                .stories()
                .change(made.id(), 1, StoryDraft.changes().acceptanceCriteria().epic("e2"));
        assertThat(changed.acceptanceCriteria()).isEmpty();
        assertThat(changed.epicId()).isEqualTo("e2");
        assertThat(changed.status()).isEqualTo(Story.Status.REVIEW);

        Story replaced =
                intermute.stories().replace(made.id(), 2, made.toDraft().acceptanceCriteria(List.of("all of it")));
        assertThat(replaced.toDraft().fields())
                .isEqualTo(made.toDraft().acceptanceCriteria("all of it").fields());
        diesOnce(intermute.stories(), made.id(), replaced);
    }

    @Test
    void a_task_lives_and_dies() {
        Task made = intermute
                .tasks()
                .create(TaskDraft.titled("Read digits")
                        .story("st1")
                        .agent("ada")
                        .session("se1")
                        .status(Task.Status.BLOCKED));
        assertThat(made.id()).isNotEmpty();
        assertThat(made.project()).isEqualTo(project);
        assertThat(made.title()).isEqualTo("Read digits");
        assertThat(made.storyId()).isEqualTo("st1");
        assertThat(made.agent()).isEqualTo("ada");
        assertThat(made.sessionId()).isEqualTo("se1");
        assertThat(made.status()).isEqualTo(Task.Status.BLOCKED);
        assertThat(made.claimExpiresAt()).isEmpty();
        assertThat(made.version()).isEqualTo(1);

        Task changed = intermute
                .tasks()
                .change(made.id(), 1, TaskDraft.changes().agent("").story("st2").status(Task.Status.DONE));
        assertThat(changed.agent()).isEmpty();
        assertThat(changed.storyId()).isEqualTo("st2");
        assertThat(changed.status()).isEqualTo(Task.Status.DONE);
        assertThat(changed.sessionId()).isEqualTo("se1");

        Task replaced = intermute.tasks().replace(made.id(), 2, made.toDraft().session(""));
        assertThat(replaced.toDraft().fields())
                .isEqualTo(made.toDraft().session("").fields());
        diesOnce(intermute.tasks(), made.id(), replaced);
    }

    @Test
    void a_cuj_lives_and_dies() {
        List<Cuj.Step> steps = List.of(
                new Cuj.Step(OptionalInt.of(1), "open", "a page", List.of("a link", "a mark")),
                new Cuj.Step(OptionalInt.empty(), "read", "", List.of()),
                Cuj.Step.of(0, "close", "nothing"));
        Cuj made = intermute
                .cujs()
                .create(CujDraft.titled("First parse", "s1")
                        .persona("p")
                        .priority(Cuj.Priority.HIGH)
                        .entryPoint("in")
                        .exitPoint("out")
                        .steps(steps)
                        .successCriteria("s")
                        .errorRecovery("r")
                        .status(Cuj.Status.VALIDATED));
        assertThat(made)
                .isEqualTo(new Cuj(
                        made.id(),
                        project,
                        "s1",
                        "First parse",
                        "p",
                        Cuj.Priority.HIGH,
                        "in",
                        "out",
                        steps,
                        List.of("s"),
                        List.of("r"),
                        Cuj.Status.VALIDATED,
                        made.createdAt(),
                        made.updatedAt(),
                        1));

        Cuj changed = intermute
                .cujs()
                .change(
                        made.id(),
                        1,
                        CujDraft.changes()
                                .steps()
                                .persona("")
                                .priority(Cuj.Priority.LOW)
                                .status(Cuj.Status.ARCHIVED));
        assertThat(changed.steps()).isEmpty();
        assertThat(changed.persona()).isEmpty();
        assertThat(changed.priority()).isEqualTo(Cuj.Priority.LOW);
        assertThat(changed.status()).isEqualTo(Cuj.Status.ARCHIVED);
        assertThat(changed.entryPoint()).isEqualTo("in");

        Cuj replaced = intermute.cujs().replace(made.id(), 2, made.toDraft().exitPoint(""));
        assertThat(replaced.toDraft().fields())
                .isEqualTo(made.toDraft().exitPoint("").fields());
        diesOnce(intermute.cujs(), made.id(), replaced);
    }
}
