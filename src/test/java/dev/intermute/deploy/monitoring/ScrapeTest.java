package dev.intermute.deploy.monitoring;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScrapeTest {
    private static final Scrape SCRAPE = Scrape.of("""
            # HELP requests_total Some
            # TYPE requests_total counter
            requests_total{status="200",uri="/a"} 3.0
            requests_total{status="503",uri="/b\\"{}"} 1.0
            depth 0.0
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depth",
                "depth{job=\"any\",instance!=\"x\"}",
                "up{job=\"any\"} == 0",
                "sum by (uri, instance) (rate(requests_total{status=~\"5..\"}[5m]))",
                "requests_total{uri!=\"/a\"}",
            })
    void what_is_there_is_found(String expression) {
        assertThat(SCRAPE.missing(expression, Set.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(request_total[5m]) | no metric request_total",
                "up == 0 and dpeth > 1 | no metric dpeth",
                "requests_total{status=\"404\"} | no series of requests_total",
                "requests_total{stauts=\"200\"} | no series of requests_total",
                "requests_total{stauts!=\"200\"} | no label stauts on requests_total",
                "sum by (method) (requests_total) | no label method on requests_total",
                "time() - 5 | reads nothing",
            })
    void what_is_misspelt_is_told(String expression, String problem) {
        assertThat(SCRAPE.missing(expression, Set.of()))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void what_a_legend_shows_must_be_a_label() {
        assertThat(SCRAPE.missing("requests_total", Set.of("uri", "instance"))).isEmpty();
        assertThat(SCRAPE.missing("requests_total", Set.of("url"))).containsExactly("no label url on requests_total");
    }

    @Test
    void names_are_listed_by_their_start() {
        assertThat(SCRAPE.names("requests_")).containsExactly("requests_total");
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth", "<html>", "depth{a} 1", "depth{a=\"b\"c=\"d\"} 1 2"})
    void what_is_no_scrape_is_refused(String text) {
        assertThatThrownBy(() -> Scrape.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
