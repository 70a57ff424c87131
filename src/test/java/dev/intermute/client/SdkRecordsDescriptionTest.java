package dev.intermute.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
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

/** Of work records, too, the SDK knows every route, every field, every filter and every word that is described, and no others. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkRecordsDescriptionTest {
    private static final Set<String> UNVERSIONED = Set.of("Insight", "Session");

    private SdkDescribed described;

    @BeforeEach
    void read() {
        described = new SdkDescribed();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_record_has_the_fields_that_are_described(Class<?> type) {
        assertThat(SdkDescribed.fields(type)).isEqualTo(described.properties(type.getSimpleName()));
    }

    static List<Class<?>> types() {
        return List.of(
                Spec.class,
                Epic.class,
                Story.class,
                Task.class,
                Insight.class,
                Session.class,
                Cuj.class,
                Cuj.Step.class,
                CujLink.class);
    }

    @ParameterizedTest
    @MethodSource("words")
    void an_enum_has_the_words_that_are_described(Class<? extends Enum<?>> type) {
        String path = "/components/schemas/" + type.getDeclaringClass().getSimpleName() + "/properties/"
                + type.getSimpleName().toLowerCase(Locale.ROOT) + "/enum";

        assertThat(SdkDescribed.words(type)).containsExactlyInAnyOrderElementsOf(Description.texts(described.at(path)));
    }

    static List<Class<? extends Enum<?>>> words() {
        return List.of(
                Spec.Status.class,
                Epic.Status.class,
                Story.Status.class,
                Task.Status.class,
                Session.Status.class,
                Cuj.Status.class,
                Cuj.Priority.class);
    }

    @Test
    void no_other_field_of_a_record_is_one_of_several_words() {
        Set<String> ofWords = types().stream()
                .flatMap(type -> described.properties(type.getSimpleName()).stream()
                        .filter(name -> !described
                                .at("/components/schemas/" + type.getSimpleName() + "/properties/" + name + "/enum")
                                .isMissingNode())
                        .map(name -> type.getSimpleName() + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ofWords)
                .containsExactlyInAnyOrderElementsOf(words().stream()
                        .map(type -> type.getDeclaringClass().getSimpleName() + "."
                                + type.getSimpleName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** A draft with all that it can say, and the kind of it. */
    static Stream<Arguments> drafts() {
        return Stream.of(
                arguments(
                        "Spec",
                        SpecDraft.titled("t")
                                .vision("v")
                                .users("u")
                                .problem("p")
                                .status(Spec.Status.DRAFT)
                                .id("i")),
                arguments(
                        "Epic",
                        EpicDraft.titled("t")
                                .spec("s")
                                .description("d")
                                .status(Epic.Status.OPEN)
                                .id("i")),
                arguments(
                        "Story",
                        StoryDraft.titled("t", "e")
                                .acceptanceCriteria("a")
                                .status(Story.Status.TODO)
                                .id("i")),
                arguments(
                        "Task",
                        TaskDraft.titled("t")
                                .story("s")
                                .agent("a")
                                .session("se")
                                .status(Task.Status.DONE)
                                .id("i")),
                arguments(
                        "Insight",
                        InsightDraft.titled("t", "s", "c")
                                .spec("s")
                                .body("b")
                                .url("u")
                                .score(1)
                                .id("i")),
                arguments(
                        "Session",
                        SessionDraft.named("n", "a")
                                .task("t")
                                .status(Session.Status.IDLE)
                                .id("i")),
                arguments(
                        "Cuj",
                        CujDraft.titled("t", "s")
                                .persona("p")
                                .priority(Cuj.Priority.LOW)
                                .entryPoint("e")
                                .exitPoint("x")
                                .steps(Cuj.Step.of(1, "a", "e"))
                                .successCriteria("s")
                                .errorRecovery("r")
                                .status(Cuj.Status.DRAFT)
                                .id("i")));
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void a_draft_can_say_all_that_is_described(String kind, RecordDraft<?> all) {
        Set<String> said = all.fields().values().keySet();

        assertThat(said).isEqualTo(without(described.properties("New" + kind), "project"));
        assertThat(without(said, "id"))
                .isEqualTo(saidInAChange(kind, "Patch"))
                .isEqualTo(saidInAChange(kind, "Replacement"));
    }

    /** The project is in the query, and the version, where there is one, is the call's. */
    private Set<String> saidInAChange(String kind, String change) {
        Set<String> all = described.properties(kind + change);
        return UNVERSIONED.contains(kind) ? without(all, "project") : without(all, "project", "version");
    }

    /** The list of a kind, and a filter with all that it can say. */
    static Stream<Arguments> filters() {
        return Stream.of(
                arguments("/api/specs", SpecFilter.all().status(Spec.Status.DRAFT)),
                arguments("/api/epics", EpicFilter.all().spec("s").status(Epic.Status.OPEN)),
                arguments("/api/stories", StoryFilter.all().epic("e").status(Story.Status.TODO)),
                arguments("/api/tasks", TaskFilter.all().story("s").agent("a").status(Task.Status.DONE)),
                arguments(
                        "/api/insights",
                        InsightFilter.all().spec("s").category("c").source("o")),
                arguments("/api/sessions", SessionFilter.all().agent("a").status(Session.Status.IDLE)),
                arguments("/api/cujs", CujFilter.all().spec("s").status(Cuj.Status.DRAFT)));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_filter_can_say_all_that_is_described(String route, RecordFilter<?> all) {
        Set<String> said = Arrays.stream(all.narrow(Call.get(route))
                        .path()
                        .replaceFirst(".*[?]", "")
                        .split("&"))
                .map(parameter -> parameter.replaceFirst("=.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(said).isEqualTo(without(described.parameters(route), "project", "limit", "cursor"));
    }

    @Test
    void a_claim_can_say_all_that_is_described() {
        Fields all = TaskClaim.any().story("s").lasting(Duration.ofMinutes(1)).by("a");

        assertThat(all.values().keySet()).isEqualTo(without(described.properties("ClaimRequest"), "project"));
    }

    /** Every call of work records. */
    private static List<Consumer<IntermuteClient>> calls() {
        List<Consumer<IntermuteClient>> ofOneKind = List.of(
                client -> client.tasks().claim("x"),
                client -> client.tasks().assign("x", "y"),
                client -> client.insights().link("x", "y"),
                client -> client.cujs().link("x", "y"),
                client -> client.cujs().unlink("x", "y"),
                client -> client.cujs().links("x"));
        return Stream.of(
                        versioned(IntermuteClient::specs, SpecDraft.changes()),
                        versioned(IntermuteClient::epics, EpicDraft.changes()),
                        versioned(IntermuteClient::stories, StoryDraft.changes()),
                        versioned(IntermuteClient::tasks, TaskDraft.changes()),
                        versioned(IntermuteClient::cujs, CujDraft.changes()),
                        unversioned(IntermuteClient::insights, InsightDraft.changes()),
                        unversioned(IntermuteClient::sessions, SessionDraft.changes()),
                        ofOneKind.stream())
                .flatMap(calls -> calls)
                .toList();
    }

    private static <D extends RecordDraft<D>> Stream<Consumer<IntermuteClient>> versioned(
            Function<IntermuteClient, VersionedRecords<?, D, ?>> kind, D draft) {
        return Stream.concat(
                common(kind::apply, draft),
                Stream.of(
                        client -> kind.apply(client).replace("x", 1, draft),
                        client -> kind.apply(client).change("x", 1, draft)));
    }

    private static <D extends RecordDraft<D>> Stream<Consumer<IntermuteClient>> unversioned(
            Function<IntermuteClient, UnversionedRecords<?, D, ?>> kind, D draft) {
        return Stream.concat(
                common(kind::apply, draft),
                Stream.of(
                        client -> kind.apply(client).replace("x", draft),
                        client -> kind.apply(client).change("x", draft)));
    }

    private static <D extends RecordDraft<D>> Stream<Consumer<IntermuteClient>> common(
            Function<IntermuteClient, Records<?, D, ?>> kind, D draft) {
        return Stream.of(
                client -> kind.apply(client).list(),
                client -> kind.apply(client).create(draft),
                client -> kind.apply(client).get("x"),
                client -> kind.apply(client).delete("x"));
    }

    @Test
    void there_is_a_call_for_every_operation_and_an_operation_for_every_call() throws IOException {
        Set<String> called = described.operationsOf(calls(), client -> client);

        assertThat(called).isEqualTo(described.operationsOfRecords());
    }
}
