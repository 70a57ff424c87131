package dev.intermute.reservation.pattern;

import java.util.stream.IntStream;

/** Spells a shortest path from its last character to its first, and prefers one that people can read. */
final class WayBack {
    private final ShortestPath search;
    private final Automaton rows;
    private final Automaton columns;
    private final boolean[] wantedRows;
    private final long[] wantedColumns;

    private int row;
    private int column;
    private int character;
    private int rank;

    WayBack(ShortestPath search) {
        this.search = search;
        this.rows = search.product().rows();
        this.columns = search.product().columns();
        this.wantedRows = new boolean[rows.size()];
        this.wantedColumns = new long[columns.words()];
    }

    String path() {
        int[][] rowsBefore = rows.predecessors();
        int[][] columnsBefore = columns.predecessors();
        int[] rowsWanted = ends(rows);
        int[] columnsWanted = ends(columns);
        int[] characters = new int[search.depth()];
        for (int layer = characters.length; layer > 0; layer--) {
            choose(layer, rowsWanted, columnsWanted);
            characters[layer - 1] = character;
            rowsWanted = rowsBefore[row];
            columnsWanted = columnsBefore[column];
        }
        return new String(characters, 0, characters.length);
    }

    private static int[] ends(Automaton automaton) {
        return IntStream.range(0, automaton.size()).filter(automaton::accepts).toArray();
    }

    private void choose(int layer, int[] rowsWanted, int[] columnsWanted) {
        for (int wanted : rowsWanted) {
            wantedRows[wanted] = true;
        }
        Bits.setAll(wantedColumns, columnsWanted);
        rank = Integer.MAX_VALUE;
        search.forEachPair(layer, wantedRows, wantedColumns, this::consider);
        for (int wanted : rowsWanted) {
            wantedRows[wanted] = false;
        }
        for (int wanted : columnsWanted) {
            wantedColumns[wanted >>> 6] = 0;
        }
    }

    private void consider(int candidateRow, int candidateColumn) {
        int readable = ReadableCharacter.of(lettersOf(rows, candidateRow), lettersOf(columns, candidateColumn));
        int candidateRank = ReadableCharacter.rank(readable);
        if (candidateRank <= rank) {
            rank = candidateRank;
            character = readable;
            row = candidateRow;
            column = candidateColumn;
        }
    }

    private static CharSet lettersOf(Automaton automaton, int position) {
        return automaton.alphabet().letter(automaton.alphabet().letterOf(position));
    }
}
