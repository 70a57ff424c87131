package dev.intermute.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Figures in columns, with those left out that nobody has. */
final class Table {
    private static final String GAP = "  ";
    private static final List<String> NAMES = List.of("server", "scenario", "kind");

    private final List<List<String>> lines = new ArrayList<>();

    Table(Map<Row, Figures> results) {
        List<Figure> columns = Arrays.stream(Figure.values())
                .filter(figure -> results.values().stream()
                        .anyMatch(figures -> figures.get(figure).isPresent()))
                .toList();
        List<String> head = new ArrayList<>(NAMES);
        columns.forEach(figure -> head.add(figure.header()));
        lines.add(head);
        results.forEach((row, figures) -> {
            List<String> line = new ArrayList<>(List.of(row.server(), row.scenario(), row.kind()));
            columns.forEach(
                    figure -> line.add(figures.get(figure).map(figure::print).orElse("-")));
            lines.add(line);
        });
    }

    @Override
    public String toString() {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(lines.get(0).size(), 0));
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths.set(i, Math.max(widths.get(i), line.get(i).length()));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            text.append(print(line, widths).stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Names to the left, numbers to the right. */
    private static String print(List<String> line, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            String pad = " ".repeat(widths.get(i) - line.get(i).length());
            text.append(i < NAMES.size() ? line.get(i) + pad : pad + line.get(i))
                    .append(GAP);
        }
        return text.toString();
    }
}
