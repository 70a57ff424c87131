package dev.intermute.deploy.monitoring;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.deploy.monitoring.PromQl.LabelMatcher;
import dev.intermute.deploy.monitoring.PromQl.Selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PromQlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up == 0 | up",
                "rate(requests_total[5m]) | requests_total",
                "sum by (uri) (rate(a[5m])) / on (uri) group_left sum by (uri) (rate(b[5m])) | a,b",
                "sum(rate(a[5m])) by (uri) | a",
                "sum without (uri) (a) unless ignoring (uri) b | a,b",
                "max_over_time(rate(a[1m])[10m:30s]) | a",
                "max_over_time(a[10m:]) offset 1h | a",
                "a @ start() and b @ end() | a,b",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket[5m]))) | a_bucket",
                "rate(a[5m]) > bool 1e3 or -b ^ 2.5 % inf | a,b",
                "absent(up{job=\"x\"}) | up",
                "topk(3, a:b:rate5m) | a:b:rate5m",
                "label_replace(a, \"x\", \"$1\", \"y\", \"(.*)\") | a",
                "SUM BY (uri) (a) AND b | a,b",
                "rate | rate",
            })
    void names_of_metrics_are_told_from_all_other_words(String expression, String metrics) {
        assertThat(PromQl.read(expression).selectors())
                .extracting(Selector::metric)
                .containsExactly(metrics.split(","));
    }

    @Test
    void a_comment_has_no_names() {
        assertThat(PromQl.read("# of b\na # and c").selectors()).containsExactly(new Selector("a", List.of()));
    }

    @Test
    void matchers_are_read_with_their_operators_and_without_quotes() {
        assertThat(PromQl.read("a{b=\"c\\\"}\",d!~'e.*',f=~`\\d`,}").selectors())
                .containsExactly(new Selector(
                        "a",
                        List.of(
                                new LabelMatcher("b", "=", "c\"}"),
                                new LabelMatcher("d", "!~", "e.*"),
                                new LabelMatcher("f", "=~", "\\d"))));
    }

    @Test
    void labels_are_needed_that_it_groups_or_joins_by() {
        assertThat(PromQl.read("sum by (a, b) (x) * on (c) group_left (d) sum without (e) (y) / ignoring (f) z")
                        .groupedBy())
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{job=\"x\"}",
                "sum by x",
                "a{b}",
                "a{b=c}",
                "a{b==\"c\"}",
                "a{b=\"c\"",
                "sum by (a",
                "sum by (1) (a)",
                "a[$__rate_interval]",
                "a & b",
                "a{b=\"c}",
                "rate(a[5m)",
            })
    void what_it_does_not_know_it_refuses(String expression) {
        assertThatThrownBy(() -> PromQl.read(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expression);
    }

    @Test
    void a_series_has_one_name_and_values_alone() {
        assertThat(PromQl.series("a{b=\"c\"}").metric()).isEqualTo("a");
        assertThat(PromQl.series("a").matchers()).isEmpty();
        assertThat(Set.of("a + b", "a{b=~\"c\"}", "1"))
                .allSatisfy(notation ->
                        assertThatThrownBy(() -> PromQl.series(notation)).hasMessageContaining("no series"));
    }

    @ParameterizedTest
    @CsvSource({
        "=, ok, ok, true",
        "=, ok, okay, false",
        "!=, ok, okay, true",
        "=~, 5.., 503, true",
        "=~, 5.., 5033, false",
        "!~, 5.., 200, true",
        "!~, 5.., 503, false",
    })
    void a_matcher_matches_the_whole_value(String operator, String value, String given, boolean accepted) {
        assertThat(new LabelMatcher("a", operator, value).accepts(given)).isEqualTo(accepted);
    }
}
