package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads one class, such as {@code [a-z]} or {@code [!.]}. */
final class ClassParser {
    private final int[] text;
    private final int start;
    private int at;

    ClassParser(int[] text, int start) {
        this.text = text;
        this.start = start;
        this.at = start + 1;
    }

    /** Where reading goes on after the class. */
    int end() {
        return at;
    }

    Node parse() {
        boolean negated = at < text.length && (text[at] == '!' || text[at] == '^');
        if (negated) {
            at++;
        }
        List<CharSet.Range> ranges = new ArrayList<>();
        do {
            ranges.add(range());
        } while (current() != ']');
        at++;
        CharSet listed = CharSet.of(ranges);
        CharSet set = negated ? listed.complement() : listed;
        if (set.isSingle() && !set.equals(CharSet.DOT)) {
            return new Node.Literal(set.first(), start);
        }
        String written = new String(text, start, at - start);
        return new Node.OneOf(set, ClassText.of(set, negated ? "[!" + written.substring(2) : written), start);
    }

    private CharSet.Range range() {
        int first = at;
        int from = character();
        if (current() != '-' || at + 1 < text.length && text[at + 1] == ']') {
            return new CharSet.Range(from, from);
        }
        at++;
        int to = character();
        if (to < from) {
            throw new InvalidPatternException("This range runs backwards; write its smaller end first", first);
        }
        return new CharSet.Range(from, to);
    }

    private int character() {
        int character = current();
        at++;
        if (character == '\\') {
            character = current();
            at++;
        }
        return character;
    }

    private int current() {
        if (at >= text.length) {
            throw new InvalidPatternException("This class is never closed; write \\[ for the character itself", start);
        }
        return text[at];
    }
}
