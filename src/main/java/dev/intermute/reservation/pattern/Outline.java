package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The points between the nodes of a pattern (Thompson's construction): each has one node to be read from it, or points to
 * which it leads without reading, or is the end. Numbered so that every step leads to a higher number.
 */
final class Outline {
    private static final int[] NOWHERE = {};

    private final List<Node> nodes = new ArrayList<>();
    private final List<CharSet> arrivals = new ArrayList<>();
    private final List<int[]> shortcuts = new ArrayList<>();
    private final int end;

    Outline(List<Node> pattern) {
        end = add(pattern, newPoint(CharSet.ALL));
    }

    private int newPoint(CharSet arrival) {
        nodes.add(null);
        arrivals.add(arrival);
        shortcuts.add(NOWHERE);
        return nodes.size() - 1;
    }

    private int add(List<Node> sequence, int from) {
        int point = from;
        for (Node node : sequence) {
            point = node instanceof Node.Choice choice ? addChoice(choice, point) : addLeaf(node, point);
        }
        return point;
    }

    private int addLeaf(Node node, int from) {
        nodes.set(from, node);
        if (node instanceof Node.Stars) {
            int within = newPoint(CharSet.ALL);
            nodes.set(within, node);
            shortcuts.set(within, new int[] {within + 1});
        }
        return newPoint(charactersOf(node));
    }

    private int addChoice(Node.Choice choice, int from) {
        int[] starts = new int[choice.branches().size()];
        int[] ends = new int[starts.length];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = newPoint(CharSet.ALL);
            ends[i] = add(choice.branches().get(i), starts[i]);
        }
        shortcuts.set(from, starts);
        int[] after = {newPoint(CharSet.ALL)};
        for (int branchEnd : ends) {
            shortcuts.set(branchEnd, after);
        }
        return after[0];
    }

    private static CharSet charactersOf(Node node) {
        if (node instanceof Node.Literal literal) {
            return CharSet.single(literal.codePoint());
        }
        return node instanceof Node.OneOf oneOf ? oneOf.set() : CharSet.ALL;
    }

    int points() {
        return nodes.size();
    }

    boolean isEnd(int point) {
        return point == end;
    }

    /** What is read from this point, or {@code null}. */
    Node node(int point) {
        return nodes.get(point);
    }

    /** Whether this point lies within stars, where as many characters as one likes are read. */
    boolean isWithinStars(int point) {
        return nodes.get(point) != null && shortcuts.get(point).length > 0;
    }

    /** The point after the node that is read from this one; for stars, the point within them. */
    int next(int point) {
        return point + 1;
    }

    /** The point after the stars that are read from this one. */
    int afterStars(int point) {
        return point + 2;
    }

    int[] shortcuts(int point) {
        return shortcuts.get(point);
    }

    /** The characters that a reading of the node before this point can consume. */
    CharSet arrival(int point) {
        return arrivals.get(point);
    }

    /** Whether the stars that are read from this point make up the rest of their segment, whatever is chosen later. */
    boolean endsSegmentAfterStars(int point) {
        int after = afterStars(point);
        return isEnd(after) || nodes.get(after) instanceof Node.Slash;
    }
}
