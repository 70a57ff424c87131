package dev.intermute.deploy.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.intermute.deploy.Tool;
import dev.intermute.deploy.monitoring.Monitoring.Panel;
import dev.intermute.deploy.monitoring.Monitoring.Query;

import static org.assertj.core.api.Assertions.assertThat;

/** What Prometheus's own tool says of the files. The tests work on a copy, which some of them break. */
@Tag("ci")
class PromtoolIT {
    private static final String KEY_FILE = "/etc/prometheus/intermute.key";
    private static final List<String> FILES = List.of("alerts.yaml", "alerts-test.yaml", "scrape.yaml");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        for (String file : FILES) {
            Files.copy(Monitoring.FOLDER.resolve(file), folder.resolve(file));
        }
    }

    @Test
    void the_alerts_are_valid() throws Exception {
        assertPasses(promtool("check", "rules", "--lint-fatal", "alerts.yaml"));
    }

    @Test
    void each_alert_fires_when_it_should_and_not_else() throws Exception {
        assertPasses(promtool("test", "rules", "alerts-test.yaml"));
    }

    @Test
    void the_example_of_how_to_scrape_is_a_whole_configuration() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "secret");
        replace("scrape.yaml", KEY_FILE, key.toString());

        assertPasses(promtool("check", "config", "scrape.yaml"));
    }

    @Test
    void the_dashboard_asks_in_valid_expressions() throws Exception {
        assertPasses(checkExpressions(Stream.concat(
                        Monitoring.panels().stream().map(Panel::queries).flatMap(List::stream),
                        Monitoring.choices().stream())
                .map(Query::expression)
                .toList()));
    }

    @Test
    void an_invalid_expression_is_found() throws Exception {
        assertFails(checkExpressions(List.of("rate(up)")), "expected type range vector");
        replace("alerts.yaml", "changes(", "change(");
        assertFails(promtool("check", "rules", "alerts.yaml"), "unknown function");
    }

    @Test
    void an_alert_that_never_fires_is_found() throws Exception {
        replace("alerts.yaml", "> 0.25", "> 25");

        assertFails(promtool("test", "rules", "alerts-test.yaml"), "IntermuteCommitsSlow");
    }

    @Test
    void an_alert_that_fires_too_soon_is_found() throws Exception {
        replace("alerts.yaml", "for: 30m", "for: 20m");

        assertFails(promtool("test", "rules", "alerts-test.yaml"), "IntermuteManyWait");
    }

    /** As rules that record: nothing else reads expressions out of a file. */
    private Tool.Output checkExpressions(List<String> expressions) throws Exception {
        assertThat(expressions).isNotEmpty();
        List<Map<String, String>> rules = new ArrayList<>();
        for (String expression : expressions) {
            rules.add(Map.of("record", "dashboard:expression" + rules.size(), "expr", expression));
        }
        // JSON is YAML, too.
        Files.writeString(
                folder.resolve("dashboard.yaml"),
                new ObjectMapper()
                        .writeValueAsString(Map.of("groups", List.of(Map.of("name", "dashboard", "rules", rules)))));
        return promtool("check", "rules", "dashboard.yaml");
    }

    private void replace(String file, String text, String by) throws IOException {
        String content = Files.readString(folder.resolve(file));
        assertThat(content).contains(text);
        Files.writeString(folder.resolve(file), content.replace(text, by));
    }

    private Tool.Output promtool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        return Tool.run(folder, Map.of(), command);
    }

    private static void assertPasses(Tool.Output result) {
        assertThat(result.exitCode()).as(result.said()).isZero();
    }

    private static void assertFails(Tool.Output result, String reason) {
        assertThat(result.exitCode()).as(result.said()).isNotZero();
        assertThat(result.said()).contains(reason);
    }
}
