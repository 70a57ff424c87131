package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The segments at the beginning of a pattern that stand for themselves.
 *
 * @param all whether the pattern has no others
 */
record LiteralSegments(List<String> names, boolean all) {

    /** @param pattern in normal form */
    static LiteralSegments of(List<Node> pattern) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (Node node : pattern) {
            if (node instanceof Node.Literal literal) {
                name.appendCodePoint(literal.codePoint());
            } else if (node instanceof Node.Slash && !name.toString().equals(".")) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                return new LiteralSegments(List.copyOf(names), false);
            }
        }
        names.add(name.toString());
        return new LiteralSegments(List.copyOf(names), true);
    }

    /** Whether a path may begin with both, as far as the literal segments tell. */
    boolean agreesWith(LiteralSegments other) {
        int common = Math.min(names.size(), other.names.size());
        for (int i = 0; i < common; i++) {
            if (!names.get(i).equals(other.names.get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean isLongerThan(LiteralSegments other) {
        return names.size() > other.names.size();
    }

    String path() {
        return String.join("/", names);
    }
}
