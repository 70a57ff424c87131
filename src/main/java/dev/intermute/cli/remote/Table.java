package dev.intermute.cli.remote;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

import dev.intermute.cli.OneLine;

/** Rows whose columns stand below each other. What is in them may be anybody's words: each cell is one line without a terminal's commands. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headers) {
        rows.add(List.of(headers));
    }

    void row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(OneLine.of(cell));
        }
        rows.add(row);
    }

    /**
     * The lines, the header first.
     *
     * @param width what no line is wider than, if there is a bound
     */
    List<String> lines(OptionalInt width, Style style) {
        List<Integer> widths = widths();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths, width);
            lines.add(i == 0 ? style.bold(line) : line);
        }
        return lines;
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), TextWidth.of(row.get(i))));
            }
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths, OptionalInt width) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            if (i < row.size() - 1) {
                line.append(" ".repeat(widths.get(i) - TextWidth.of(row.get(i))))
                        .append(GAP);
            }
        }
        String whole = line.toString().stripTrailing();
        return width.isPresent() ? TextWidth.cut(whole, width.getAsInt()) : whole;
    }
}
