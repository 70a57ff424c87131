package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads a pattern from left to right, and refuses what is no pattern or too much of one. */
final class PatternParser {
    private static final int NONE = -1;

    private final int[] text;
    private int at;
    private int wildcards;
    private int alternatives;

    private PatternParser(int[] text) {
        this.text = text;
    }

    /** @throws InvalidPatternException at the first character that can't be read as part of a pattern */
    static List<Node> parse(String pattern) {
        int[] text = pattern.codePoints().toArray();
        refuseWhatNoPathHas(text);
        return new PatternParser(text).sequence(NONE);
    }

    private static void refuseWhatNoPathHas(int[] text) {
        if (text.length > PathPattern.MAX_CHARACTERS) {
            throw new InvalidPatternException(
                    "A pattern has at most " + PathPattern.MAX_CHARACTERS + " characters; use several patterns",
                    PathPattern.MAX_CHARACTERS);
        }
        for (int i = 0; i < text.length; i++) {
            if (text[i] == 0) {
                throw new InvalidPatternException("No path contains a NUL character; remove it", i);
            }
            if (isSurrogate(text[i])) {
                throw new InvalidPatternException("Half of a surrogate pair is no character; remove it", i);
            }
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /**
     * Reads up to the end, or to the end of a branch.
     *
     * @param brace where the outermost brace was opened that is still open, or {@link #NONE}
     */
    private List<Node> sequence(int brace) {
        List<Node> nodes = new ArrayList<>();
        while (at < text.length && !(brace != NONE && (text[at] == ',' || text[at] == '}'))) {
            nodes.add(node(brace));
        }
        return nodes;
    }

    private Node node(int brace) {
        int start = at;
        switch (text[at]) {
            case '/':
                at++;
                return new Node.Slash(start);
            case '?':
                at++;
                countWildcards(1, start);
                return new Node.OneOf(CharSet.ALL, "?", start);
            case '*':
                return stars(brace);
            case '[':
                countWildcards(1, start);
                return characterClass();
            case '{':
                return choice(brace == NONE ? start : brace);
            case '\\':
                at++;
                return quoted(start);
            default:
                return new Node.Literal(text[at++], start);
        }
    }

    private Node quoted(int start) {
        if (at == text.length) {
            throw new InvalidPatternException(
                    "A backslash quotes the character after it; write \\\\ for a backslash", start);
        }
        if (text[at] == '/') {
            at++;
            return new Node.Slash(start);
        }
        return new Node.Literal(text[at++], start);
    }

    private Node stars(int brace) {
        int start = at;
        while (at < text.length && text[at] == '*') {
            at++;
        }
        int count = at - start;
        boolean wholeSegment = count == 2 && isBorder(start - 1, brace) && isBorder(at, brace);
        countWildcards(wholeSegment ? 1 : count, start);
        return new Node.Stars(count, start);
    }

    /** Whether a segment can begin or end here, as far as what is written here tells. */
    private boolean isBorder(int index, int brace) {
        if (index < 0 || index == text.length) {
            return true;
        }
        boolean quoted = index < at && isQuoted(index);
        boolean inBraces = brace != NONE;
        return switch (text[index]) {
            case '/' -> true;
            case '{' -> !quoted;
            case '}' -> !quoted && (inBraces || index < at);
            case ',' -> !quoted && inBraces;
            default -> false;
        };
    }

    private boolean isQuoted(int index) {
        int backslashes = 0;
        while (backslashes < index && text[index - 1 - backslashes] == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void countWildcards(int more, int start) {
        int tooMany = PathPattern.MAX_WILDCARDS - wildcards;
        wildcards += more;
        if (wildcards > PathPattern.MAX_WILDCARDS) {
            throw new InvalidPatternException(
                    "A pattern has at most " + PathPattern.MAX_WILDCARDS + " wildcards; use several patterns",
                    start + tooMany);
        }
    }

    private Node characterClass() {
        ClassParser parser = new ClassParser(text, at);
        Node node = parser.parse();
        at = parser.end();
        return node;
    }

    private Node choice(int outermost) {
        int start = at;
        List<List<Node>> branches = new ArrayList<>();
        do {
            countAlternative(at);
            at++;
            branches.add(sequence(outermost));
            if (at == text.length) {
                throw new InvalidPatternException(
                        "This brace is never closed; write \\{ for the character itself", outermost);
            }
        } while (text[at] == ',');
        at++;
        return new Node.Choice(branches, start);
    }

    private void countAlternative(int start) {
        if (++alternatives > PathPattern.MAX_ALTERNATIVES) {
            throw new InvalidPatternException(
                    "A pattern has at most " + PathPattern.MAX_ALTERNATIVES + " alternatives; use several patterns",
                    start);
        }
    }
}
