package dev.intermute.reservation.pattern;

/**
 * Two automata side by side. A pair of positions, a row and a column, can be entered together if some character enters
 * both; the sets of columns are bits, so that one operation treats 64 pairs. Of one use only, by one thread.
 */
final class Product {
    private final Automaton rows;
    private final Automaton columns;
    private final long[][] columnsByLetter;
    private long steps;

    Product(Automaton rows, Automaton columns) {
        this.rows = rows;
        this.columns = columns;
        this.columnsByLetter = new long[rows.alphabet().size()][];
    }

    Automaton rows() {
        return rows;
    }

    Automaton columns() {
        return columns;
    }

    /** The columns that can be entered together with a row. */
    long[] enteredWith(int row) {
        int letter = rows.alphabet().letterOf(row);
        long[] found = columnsByLetter[letter];
        if (found == null) {
            found = columns.alphabet().enteredBy(rows.alphabet().letter(letter), columns.words());
            columnsByLetter[letter] = found;
        }
        return found;
    }

    /** Counts operations on words, which is what time goes into. */
    void spend(int operations) {
        steps += operations;
    }

    /** How many operations on words have been made. */
    long steps() {
        return steps;
    }
}
