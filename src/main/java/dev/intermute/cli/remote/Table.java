package dev.intermute.cli.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows below a header, their columns aligned. Where there is a width to keep to, the last column is what is cut first, so the
 * longest text belongs there; then the widest of those between it and the first, which says what a row is about. Other agents'
 * texts are cleaned by {@link Cell}.
 */
final class Table {
    private static final String GAP = "  ";
    /** Of the first column, where a row is too long: an id (36) has room, and no name takes a line for itself. */
    private static final int MAX_FIRST = 40;
    /** What each column between the first and the last has at least. */
    private static final int MIN_INNER = 8;
    /** Of the width, what part the last column has before others are cut. */
    private static final int LAST_PART = 4;
    /** What the last column has at least. On a terminal narrower than that the lines break. */
    private static final int MIN_LAST = 10;

    private final List<Cell> header;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** @param header a title for each column; at least one */
    Table(Style style, String... header) {
        this.header =
                Stream.of(header).map(title -> new Cell(title, style::bold)).toList();
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it hasn't as many cells as the header
     */
    void add(Cell... row) {
        if (row.length != header.size()) {
            throw new IllegalArgumentException("a row of " + row.length + " cells below " + header.size() + " titles");
        }
        rows.add(List.of(row));
    }

    /** Adds a row without colours. */
    void add(String... row) {
        add(Stream.of(row).map(Cell::of).toArray(Cell[]::new));
    }

    /**
     * The header and the rows, without blanks at their ends.
     *
     * @param width in columns; nothing leaves all texts whole
     */
    List<String> lines(OptionalInt width) {
        int[] columns = columns(width);
        return all().map(row -> line(row, columns)).toList();
    }

    private Stream<List<Cell>> all() {
        return Stream.concat(Stream.of(header), rows.stream());
    }

    private int[] columns(OptionalInt width) {
        int last = header.size() - 1;
        int[] columns = IntStream.rangeClosed(0, last).map(this::widest).toArray();
        int gaps = last * GAP.length();
        if (width.isEmpty() || IntStream.of(columns).sum() + gaps <= width.getAsInt()) {
            return columns;
        }
        int room = width.getAsInt() - gaps;
        if (last > 0) {
            columns[0] = Math.min(columns[0], MAX_FIRST);
        }
        int lastAtLeast = Math.min(columns[last], Math.max(MIN_LAST, width.getAsInt() / LAST_PART));
        int inner = cap(columns, room - columns[0] - lastAtLeast);
        for (int i = 1; i < last; i++) {
            columns[i] = Math.min(columns[i], inner);
        }
        int others = IntStream.range(0, last).map(i -> columns[i]).sum();
        columns[last] = Math.min(columns[last], Math.max(MIN_LAST, room - others));
        return columns;
    }

    /** What none of the columns between the first and the last may be wider than, for all of them to have room. */
    private static int cap(int[] columns, int room) {
        int cap = IntStream.range(1, Math.max(1, columns.length - 1))
                .map(i -> columns[i])
                .max()
                .orElse(0);
        while (cap > MIN_INNER && inner(columns, cap) > room) {
            cap--;
        }
        return cap;
    }

    private static int inner(int[] columns, int cap) {
        return IntStream.range(1, columns.length - 1)
                .map(i -> Math.min(columns[i], cap))
                .sum();
    }

    private int widest(int column) {
        return all().mapToInt(row -> DisplayWidth.of(row.get(column).text()))
                .max()
                .orElse(0);
    }

    private static String line(List<Cell> row, int[] columns) {
        StringBuilder line = new StringBuilder();
        String blanks = "";
        for (int i = 0; i < columns.length; i++) {
            String shown = DisplayWidth.cut(row.get(i).text(), columns[i]);
            if (!shown.isEmpty()) {
                line.append(blanks).append(row.get(i).paint().apply(shown));
                blanks = "";
            }
            blanks += DisplayWidth.padding(shown, columns[i]) + GAP;
        }
        return line.toString();
    }
}
