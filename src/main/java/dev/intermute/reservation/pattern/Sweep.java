package dev.intermute.reservation.pattern;

import java.util.Optional;

/**
 * Decides whether two automata accept a common path: whether the pair of two ends can be reached in their product (Hopcroft
 * and Ullman, <i>Introduction to Automata Theory</i>, the product construction for intersections).
 *
 * <p>For each row it keeps the set of columns in which the other automaton can be after the same characters. The rows are
 * taken in order. As steps lead upwards but for those within a loop, all that leads into a row from outside its loop has
 * been added before the row's turn comes; within a loop the columns, too, are taken in order, each loop of theirs until
 * nothing is added any more. So when a row is left, its set is complete: no pair is missed, and none is looked at twice.
 */
final class Sweep {
    private final Product product;
    private final Automaton rows;
    private final Automaton columns;
    private final int words;
    /** By row, the columns that can be reached together with it. */
    private final long[] together;

    private final long[] next;

    Sweep(Product product) {
        this.product = product;
        this.rows = product.rows();
        this.columns = product.columns();
        this.words = columns.words();
        this.together = new long[rows.size() * words];
        this.next = new long[words];
    }

    boolean findsCommonPath() {
        return sweep(true);
    }

    /**
     * The pairs that can be reached, as rows of {@code long}s mirrored in both directions: the last row comes first, and in
     * it the last column. Empty if there is no common path.
     */
    Optional<long[]> mirroredPairs() {
        return sweep(false) ? Optional.of(mirrored()) : Optional.empty();
    }

    private boolean sweep(boolean untilFirst) {
        Bits.setAll(next, columns.firsts());
        for (int row : rows.firsts()) {
            add(row);
        }
        boolean found = false;
        int row = 0;
        while (row < rows.size() && !(found && untilFirst)) {
            int end = rows.loopEnd(row);
            if (end > row) {
                closeLoop(row, end);
            } else {
                end = row + 1;
            }
            for (; row < end; row++) {
                found |= leave(row, end);
            }
        }
        return found;
    }

    private long[] mirrored() {
        long[] mirrored = new long[together.length];
        int gap = words * Long.SIZE - columns.size();
        for (int row = 0; row < rows.size(); row++) {
            int from = row * words;
            int to = rows.mirrored(row) * words;
            for (int word = 0; word < words; word++) {
                long bits = Long.reverse(together[from + words - 1 - word]) >>> gap;
                if (gap > 0 && word + 1 < words) {
                    bits |= Long.reverse(together[from + words - 2 - word]) << Long.SIZE - gap;
                }
                mirrored[to + word] = bits;
            }
        }
        return mirrored;
    }

    /** Passes on what a row has to the rows from {@code end} on, and tells whether it has a pair of ends. */
    private boolean leave(int row, int end) {
        int offset = row * words;
        if (Bits.isEmpty(together, offset, words)) {
            return false;
        }
        columns.follow(together, offset, next);
        product.spend(2 * words);
        if (rows.steps(row) && row + 1 >= end) {
            add(row + 1);
        }
        for (int jump : rows.jumps(row)) {
            if (jump >= end) {
                add(jump);
            }
        }
        return rows.accepts(row) && columns.acceptsAny(together, offset);
    }

    /** Adds to a row what is in {@code next}, as far as both can be entered together. */
    private void add(int row) {
        long[] entered = product.enteredWith(row);
        int offset = row * words;
        for (int word = 0; word < words; word++) {
            together[offset + word] |= next[word] & entered[word];
        }
        product.spend(words);
    }

    private void closeLoop(int from, int to) {
        int column = 0;
        while (column < columns.size()) {
            int end = columns.loopEnd(column);
            if (end == column) {
                advanceFrom(column, column + 1, from, to);
                column++;
            } else {
                while (advanceFrom(column, end, from, to)) {
                    product.spend(1);
                }
                column = end;
            }
        }
    }

    /** Goes on from pairs of these columns within a loop of rows, and tells whether that added pairs of these columns. */
    private boolean advanceFrom(int firstColumn, int endColumn, int from, int to) {
        boolean added = false;
        for (int column = firstColumn; column < endColumn; column++) {
            for (int row = from; row < to; row++) {
                product.spend(1);
                if (Bits.has(together, row * words, column)) {
                    added |= rows.steps(row) && row + 1 < to && enter(row + 1, column, endColumn);
                    for (int jump : rows.jumps(row)) {
                        added |= jump >= from && jump < to && enter(jump, column, endColumn);
                    }
                }
            }
        }
        return added;
    }

    private boolean enter(int row, int column, int endColumn) {
        boolean added = columns.steps(column) && enterPair(row, column + 1) && column + 1 < endColumn;
        int[] jumps = columns.jumps(column);
        product.spend(1 + jumps.length);
        for (int jump : jumps) {
            added |= enterPair(row, jump) && jump < endColumn;
        }
        return added;
    }

    private boolean enterPair(int row, int column) {
        if (Bits.has(together, row * words, column) || !Bits.has(product.enteredWith(row), column)) {
            return false;
        }
        together[row * words + (column >>> 6)] |= 1L << column;
        return true;
    }
}
