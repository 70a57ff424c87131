package dev.intermute.client;

import java.time.Instant;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static dev.intermute.client.RecordLife.diesOnce;
import static org.assertj.core.api.Assertions.assertThat;

/** The kinds of work records without versions through the SDK: each is made, read, changed, replaced and deleted. */
@QuarkusTest
@WithTestResource(TestServer.class)
class SdkUnversionedRecordsTest {
    private final String project = Api.freshProject();
    private final Instant before = Instant.now().minusSeconds(1);
    private IntermuteClient intermute;

    @BeforeEach
    void open() {
        intermute = Sdk.in(project);
    }

    @Test
    void an_insight_lives_and_dies() {
        Insight made = intermute
                .insights()
                .create(InsightDraft.titled("Slow start", "profile", "speed")
                        .spec("s1")
                        .body("b")
                        .url("https://example.org")
                        .score(0.5));
        assertThat(made.title()).isEqualTo("Slow start");
        assertThat(made.source()).isEqualTo("profile");
        assertThat(made.category()).isEqualTo("speed");
        assertThat(made.specId()).isEqualTo("s1");
        assertThat(made.body()).isEqualTo("b");
        assertThat(made.url()).isEqualTo("https://example.org");
        assertThat(made.score()).hasValue(0.5);
        assertThat(made.createdAt()).isBetween(before, Instant.now());

        Insight changed = intermute
                .insights()
                .change(made.id(), InsightDraft.changes().withoutScore().category("time"));
        assertThat(changed.score()).isEmpty();
        assertThat(changed.category()).isEqualTo("time");
        assertThat(changed.body()).isEqualTo("b");

        Insight replaced =
                intermute.insights().replace(made.id(), made.toDraft().body("").url(""));
        assertThat(replaced.toDraft().fields())
                .isEqualTo(made.toDraft().body("").url("").fields());
        diesOnce(intermute.insights(), made.id(), replaced);
    }

    @Test
    void a_session_lives_and_dies() {
        Session made = intermute
                .sessions()
                .create(SessionDraft.named("morning", "ada").task("t1").status(Session.Status.IDLE));
        assertThat(made)
                .isEqualTo(new Session(
                        made.id(),
                        project,
                        "morning",
                        "ada",
                        "t1",
                        Session.Status.IDLE,
                        made.startedAt(),
                        made.updatedAt()));
        assertThat(made.startedAt()).isBetween(before, Instant.now());

        Session changed = intermute
                .sessions()
                .change(made.id(), SessionDraft.changes().task("").status(Session.Status.ERROR));
        assertThat(changed.taskId()).isEmpty();
        assertThat(changed.status()).isEqualTo(Session.Status.ERROR);
        assertThat(changed.name()).isEqualTo("morning");

        Session replaced = intermute
                .sessions()
                .replace(made.id(), made.toDraft().name("evening").agent("bob"));
        assertThat(replaced.toDraft().fields())
                .isEqualTo(made.toDraft().name("evening").agent("bob").fields());
        diesOnce(intermute.sessions(), made.id(), replaced);
    }
}
