package dev.intermute.reservation.pattern;

/** Spells a shortest path from its first character to its last, and prefers one that people can read. */
final class WayForth {
    private final ShortestPath search;
    private final Automaton rows;
    private final Automaton columns;
    private final boolean[] wantedRows;
    private final long[] wantedColumns;

    private int row;
    private int column;
    private int character;
    private int rank;

    WayForth(ShortestPath search) {
        this.search = search;
        this.rows = search.product().rows();
        this.columns = search.product().columns();
        this.wantedRows = new boolean[rows.size()];
        this.wantedColumns = new long[columns.words()];
    }

    String path() {
        int[] rowsWanted = rows.firsts();
        int[] columnsWanted = columns.firsts();
        StringBuilder path = new StringBuilder();
        for (int layer = search.depth(); layer > 0; layer--) {
            choose(layer, rowsWanted, columnsWanted);
            path.appendCodePoint(character);
            rowsWanted = rows.followers(row);
            columnsWanted = columns.followers(column);
        }
        return path.toString();
    }

    private void choose(int layer, int[] rowsWanted, int[] columnsWanted) {
        for (int wanted : rowsWanted) {
            wantedRows[rows.mirrored(wanted)] = true;
        }
        for (int wanted : columnsWanted) {
            Bits.set(wantedColumns, columns.mirrored(wanted));
        }
        rank = Integer.MAX_VALUE;
        search.forEachPair(layer, wantedRows, wantedColumns, this::consider);
        for (int wanted : rowsWanted) {
            wantedRows[rows.mirrored(wanted)] = false;
        }
        for (int wanted : columnsWanted) {
            wantedColumns[columns.mirrored(wanted) >>> 6] = 0;
        }
    }

    private void consider(int mirroredRow, int mirroredColumn) {
        int candidateRow = rows.mirrored(mirroredRow);
        int candidateColumn = columns.mirrored(mirroredColumn);
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
