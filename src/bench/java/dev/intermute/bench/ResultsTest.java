package dev.intermute.bench;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultsTest {
    private static final Row NOOP = new Row("ours", "noop", "noop");
    private static final Row SEND = new Row("ours", "send", "send");
    private static final Row OTHER = new Row("theirs", "send", "send");

    private final Results results = new Results();

    @Test
    void rounds_become_medians_the_worst_maximum_and_the_sum_of_errors() {
        add(SEND, 100, 9, 1);
        add(SEND, 900, 7, 0);
        add(SEND, 200, 8, 2);

        Figures folded = results.folded().get(SEND);
        assertThat(folded.get(Figure.REQUESTS_PER_SECOND)).contains(200.0);
        assertThat(folded.get(Figure.MAX_MILLIS)).contains(9.0);
        assertThat(folded.get(Figure.ERRORS)).contains(3.0);
        assertThat(results.hasErrors()).isTrue();
    }

    @Test
    void the_median_of_two_rounds_lies_between_them() {
        add(SEND, 100, 1, 0);
        add(SEND, 300, 1, 0);

        assertThat(results.folded().get(SEND).get(Figure.REQUESTS_PER_SECOND)).contains(200.0);
        assertThat(results.hasErrors()).isFalse();
    }

    @Test
    void the_yardstick_is_the_no_op_of_the_same_server() {
        add(NOOP, 1000, 1, 0);
        add(SEND, 130, 1, 0);
        add(OTHER, 130, 1, 0);

        assertThat(results.folded().get(NOOP).get(Figure.RATIO_TO_NOOP)).contains(1.0);
        assertThat(results.folded().get(SEND).get(Figure.RATIO_TO_NOOP)).contains(0.13);
        assertThat(results.folded().get(OTHER).get(Figure.RATIO_TO_NOOP)).isEmpty();
    }

    @Test
    void a_table_has_no_column_that_nobody_fills() {
        add(SEND, 1234.4, 5, 0);

        assertThat(new Table(results.folded()).toString().lines())
                .containsExactly(
                        "server  scenario  kind  requests/s  max ms  errors",
                        "ours    send      send       1,234    5.00       0");
    }

    private void add(Row row, double perSecond, double max, double errors) {
        results.add(
                row,
                new Figures()
                        .with(Figure.REQUESTS_PER_SECOND, perSecond)
                        .with(Figure.MAX_MILLIS, max)
                        .with(Figure.ERRORS, errors));
    }
}
