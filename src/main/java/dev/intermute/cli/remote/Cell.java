package dev.intermute.cli.remote;

import java.util.function.UnaryOperator;

import dev.intermute.cli.OneLine;

/**
 * What stands in a row and column of a {@link Table}.
 *
 * @param text made one clean line, for it may be another agent's
 * @param paint gives it a colour, after it was cut to its place
 */
record Cell(String text, UnaryOperator<String> paint) {
    Cell {
        text = OneLine.of(text);
    }

    /** One without a colour. */
    static Cell of(String text) {
        return new Cell(text, UnaryOperator.identity());
    }
}
