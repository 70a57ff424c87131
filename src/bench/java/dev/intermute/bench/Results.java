package dev.intermute.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figures of all rounds so far. */
final class Results {
    private final Map<Row, List<Figures>> rounds = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    void add(Row row, Figures figures) {
        rounds.computeIfAbsent(row, key -> new ArrayList<>()).add(figures);
    }

    /** Something that whoever reads the figures must know. */
    void remark(String remark) {
        if (!remarks.contains(remark)) {
            remarks.add(remark);
        }
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** The rounds of one row. */
    List<Figures> rounds(Row row) {
        return List.copyOf(rounds.get(row));
    }

    /** One set of figures a row, in the order in which they were measured, with the ratio to the same server's no-op. */
    Map<Row, Figures> folded() {
        Map<Row, Figures> folded = new LinkedHashMap<>();
        rounds.forEach((row, figures) -> folded.put(row, Figures.fold(figures)));
        folded.forEach((row, figures) -> rate(folded, noop(row))
                .ifPresent(noop -> figures.get(Figure.REQUESTS_PER_SECOND)
                        .ifPresent(rate -> figures.with(Figure.RATIO_TO_NOOP, rate / noop))));
        return folded;
    }

    /** Whether any request failed. */
    boolean hasErrors() {
        return folded().values().stream()
                .anyMatch(figures -> figures.get(Figure.ERRORS).orElse(0.0) > 0);
    }

    private static Row noop(Row row) {
        String noop = Scenario.NOOP.label();
        return new Row(row.server(), noop, noop);
    }

    private static Optional<Double> rate(Map<Row, Figures> folded, Row row) {
        return Optional.ofNullable(folded.get(row)).flatMap(figures -> figures.get(Figure.REQUESTS_PER_SECOND));
    }
}
