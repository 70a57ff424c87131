package dev.intermute.cli.remote;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class WatchCommandTest extends ShellCase {
    @BeforeEach
    void somethingHappens() {
        registered();
        ada.run("send", "--to", "bob", "--id", "m1", "--subject", "parser", "Stay out of it?")
                .done();
        ada.run("reserve", "src/parse", "--reason", "rewrite").done();
        bob.run("ack", "m1").done();
    }

    @Test
    void an_agent_sees_its_mail_and_what_everybody_may_know() {
        List<String> lines = bob.run("watch", "--since", "0", "--count", "3")
                .done()
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .matches("\\d\\d:\\d\\d:\\d\\d message.created ada to bob: parser: Stay out of it\\? \\(m1\\)");
        assertThat(lines.get(1)).matches("\\S+ reservation.created ada: src/parse \\(rewrite\\)");
        assertThat(lines.get(2)).matches("\\S+ message.ack m1 by bob");
    }

    @Test
    void scripts_get_an_event_a_line_with_the_cursor_to_go_on_from() {
        List<JsonNode> first = events(ada.run("watch", "--all", "--json", "--since", "0", "--count", "2"));

        List<JsonNode> rest =
                events(ada.run("watch", "--all", "--json", "--since", cursor(first.get(1)), "--count", "1"));

        assertThat(first)
                .extracting(event -> event.path("type").asText())
                .containsExactly("message.created", "reservation.created");
        assertThat(first.get(0).at("/message/body").asText()).isEqualTo("Stay out of it?");
        assertThat(rest).extracting(event -> event.path("type").asText()).containsExactly("message.ack");
    }

    @Test
    void only_the_types_that_are_wanted_are_shown() {
        String shown = shell("carol")
                .run("watch", "--since", "0", "--type", "reservation.*", "--count", "1")
                .done()
                .out();

        assertThat(shown.lines()).singleElement().asString().contains("reservation.created");
    }

    @Test
    void what_is_refused_or_away_is_told_at_once() {
        ada.run("watch", "--api-key", "wrong").failed(Exit.DENIED);
        ada.run("watch", "--type", "none", "--url", "http://127.0.0.1:1").failed(Exit.UNAVAILABLE);
        ada.run("watch", "--count", "0").failed(Exit.USAGE, "at least 1");
        ada.run("watch", "--since", "-1").failed(Exit.USAGE, "at least 0");
        assertThat(ada.run("watch", "--json", "--api-key", "wrong")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("unauthorized");
    }

    private static String cursor(JsonNode event) {
        return event.path("cursor").asText();
    }

    private static List<JsonNode> events(Shell.Result result) {
        return result.done()
                .out()
                .lines()
                .map(line -> new Shell.Result(0, line, "").json())
                .toList();
    }
}
