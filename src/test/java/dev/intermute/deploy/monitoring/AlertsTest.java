package dev.intermute.deploy.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import dev.intermute.deploy.monitoring.Monitoring.Alert;
import dev.intermute.deploy.monitoring.Monitoring.Expectation;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the alerts against their page, their tests and the example of how to scrape. */
class AlertsTest {
    private static final Pattern SECTION = Pattern.compile("^### (Intermute\\w+)$", Pattern.MULTILINE);

    private final List<Alert> alerts = Monitoring.alerts();

    @Test
    void every_alert_has_its_section_on_the_page_for_operators_in_the_same_order() throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));

        assertThat(SECTION.matcher(page).results().map(section -> section.group(1)))
                .isNotEmpty()
                .containsExactlyElementsOf(alerts.stream().map(Alert::name).toList());
    }

    @Test
    void every_alert_points_at_its_section() {
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.annotation("runbook"))
                        .isEqualTo("docs/operations.md#" + alert.name().toLowerCase(Locale.ROOT)));
    }

    @Test
    void every_alert_says_how_bad_it_is_what_is_wrong_and_after_how_long() {
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.rule().at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(alert.rule().path("for").asText()).matches("[1-9][0-9]*m");
            assertThat(alert.annotation("summary")).isNotBlank();
            assertThat(alert.annotation("description")).isNotBlank();
        });
    }

    @Test
    void every_alert_has_a_test_in_which_it_fires() {
        assertThat(alerts).allSatisfy(alert -> assertThat(expectations(alert)).anyMatch(Expectation::fires));
    }

    /** Where the figures that it reads are missing any alert is quiet. */
    @Test
    void every_alert_has_a_test_in_which_it_keeps_quiet_though_what_it_reads_is_there() {
        assertThat(alerts).allSatisfy(alert -> {
            Set<String> read = alert.query().metrics();
            assertThat(read).isNotEmpty();
            assertThat(expectations(alert))
                    .anyMatch(expectation -> !expectation.fires() && expectation.hasSeriesOf(read));
        });
    }

    @Test
    void no_test_is_of_an_alert_that_is_no_more() {
        assertThat(Monitoring.expectations())
                .extracting(Expectation::alert)
                .isSubsetOf(alerts.stream().map(Alert::name).toList());
    }

    @Test
    void the_alerts_are_for_the_job_that_is_scraped() {
        JsonNode scrape = Monitoring.yaml("scrape.yaml").at("/scrape_configs/0");

        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/q/metrics");
        assertThat(alerts)
                .flatExtracting(alert -> PromQl.read(alert.query().expression()).selectors())
                .allSatisfy(selector -> assertThat(selector.matchers())
                        .contains(new PromQl.LabelMatcher(
                                "job", "=", scrape.path("job_name").asText())));
    }

    private static List<Expectation> expectations(Alert alert) {
        return Monitoring.expectations().stream()
                .filter(expectation -> expectation.alert().equals(alert.name()))
                .toList();
    }
}
