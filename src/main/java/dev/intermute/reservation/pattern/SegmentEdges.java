package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The literal characters with which segments of a pattern begin and end, as far as it is certain how many segments come before:
 * to where the first braces begin, or the first {@code **} that stands for whole segments. Each of these segments is one
 * segment of every path that the pattern covers, at the same place; so two patterns of which some segment can't be the same
 * have no path in common. That tells most pairs of patterns apart that differ in a name, in much less time than their automata
 * take.
 */
final class SegmentEdges {
    /** By segment, the characters before the first wildcard. */
    private final String[] heads;
    /** By segment, the characters after the last wildcard; {@code null} where the head is all of it. */
    private final String[] tails;

    private SegmentEdges(List<String> heads, List<String> tails) {
        this.heads = heads.toArray(String[]::new);
        this.tails = tails.toArray(String[]::new);
    }

    /** @param pattern in normal form */
    static SegmentEdges of(List<Node> pattern) {
        List<String> heads = new ArrayList<>();
        List<String> tails = new ArrayList<>();
        int from = 0;
        while (from <= pattern.size()) {
            int to = from;
            while (to < pattern.size() && !(pattern.get(to) instanceof Node.Slash)) {
                to++;
            }
            List<Node> segment = pattern.subList(from, to);
            String head = head(segment);
            if (hasChoice(segment)) {
                if (!mayVanish(head)) {
                    heads.add(head);
                    tails.add("");
                }
                break;
            }
            boolean whole = head.codePointCount(0, head.length()) == segment.size();
            if (whole && mayVanish(head) || mayBeAnySegments(segment)) {
                break;
            }
            heads.add(head);
            tails.add(whole ? null : tail(segment));
            from = to + 1;
        }
        return new SegmentEdges(heads, tails);
    }

    private static boolean hasChoice(List<Node> segment) {
        return segment.stream().anyMatch(Node.Choice.class::isInstance);
    }

    /** Whether a segment that is this, or begins so and goes on with a choice of branches, may be one that doesn't matter. */
    private static boolean mayVanish(String head) {
        return head.isEmpty() || head.equals(".");
    }

    private static boolean mayBeAnySegments(List<Node> segment) {
        return segment.size() == 1 && segment.get(0) instanceof Node.Stars stars && stars.mayBeAnySegments();
    }

    private static String head(List<Node> segment) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < segment.size() && segment.get(i) instanceof Node.Literal literal; i++) {
            head.appendCodePoint(literal.codePoint());
        }
        return head.toString();
    }

    private static String tail(List<Node> segment) {
        int from = segment.size();
        while (segment.get(from - 1) instanceof Node.Literal) {
            from--;
        }
        return head(segment.subList(from, segment.size()));
    }

    /** Whether some segment can't be the same in both, so that they have no path in common. */
    boolean exclude(SegmentEdges other) {
        int common = Math.min(heads.length, other.heads.length);
        for (int i = 0; i < common; i++) {
            if (differs(heads[i], tails[i], other.heads[i], other.tails[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(String head, String tail, String otherHead, String otherTail) {
        if (tail == null) {
            return otherTail == null ? !head.equals(otherHead) : !fits(head, otherHead, otherTail);
        }
        if (otherTail == null) {
            return !fits(otherHead, head, tail);
        }
        return !(head.startsWith(otherHead) || otherHead.startsWith(head))
                || !(tail.endsWith(otherTail) || otherTail.endsWith(tail));
    }

    private static boolean fits(String name, String head, String tail) {
        return name.length() >= head.length() + tail.length() && name.startsWith(head) && name.endsWith(tail);
    }
}
