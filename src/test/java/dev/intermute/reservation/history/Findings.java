package dev.intermute.reservation.history;

import java.util.ArrayList;
import java.util.List;

/** What a check has found, and how much it has looked at. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();
    private int waitsInLine;
    private int turns;
    private int heldPairs;

    /** A promise, broken. */
    record Violation(Rule rule, String what) {}

    void add(Rule rule, String what, Object... details) {
        violations.add(new Violation(rule, what.formatted(details)));
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    List<Rule> rules() {
        return violations.stream().map(Violation::rule).distinct().toList();
    }

    void judgedInLine() {
        waitsInLine++;
    }

    void judgedTurn() {
        turns++;
    }

    void judgedPair() {
        heldPairs++;
    }

    /** How often somebody was surely in line when the last that blocked them ended. */
    int waitsInLine() {
        return waitsInLine;
    }

    /** How many pairs of waiting requests had an order to be kept. */
    int turns() {
        return turns;
    }

    /** How many pairs of reservations were surely held at one moment, as their clients saw it. */
    int heldPairs() {
        return heldPairs;
    }
}
