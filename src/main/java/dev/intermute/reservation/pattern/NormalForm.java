package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out of a valid pattern what doesn't matter. Each step keeps what the pattern covers, and none makes it longer, so
 * the result is within the limits, too.
 */
final class NormalForm {
    /** Whether the nodes are the whole pattern, so that their ends are ends of segments. */
    private final boolean whole;

    private final List<Node> nodes;

    private NormalForm(List<Node> nodes, boolean whole) {
        this.nodes = nodes;
        this.whole = whole;
    }

    static List<Node> of(List<Node> pattern) {
        return reduce(pattern, true);
    }

    private static List<Node> reduce(List<Node> nodes, boolean whole) {
        NormalForm form = new NormalForm(new ArrayList<>(), whole);
        form.unwrap(nodes);
        while (form.takeAway()) {
            // until there is nothing more
        }
        return List.copyOf(form.nodes);
    }

    private void unwrap(List<Node> wrapped) {
        for (Node node : wrapped) {
            if (!(node instanceof Node.Choice choice)) {
                nodes.add(node);
            } else if (choice.branches().size() == 1) {
                unwrap(choice.branches().get(0));
            } else {
                List<List<Node>> branches = choice.branches().stream()
                        .map(branch -> reduce(branch, false))
                        .toList();
                nodes.add(new Node.Choice(branches, choice.position()));
            }
        }
    }

    private boolean takeAway() {
        boolean any = false;
        for (int i = 0; i < nodes.size(); i++) {
            any |= joinStars(i) || dropSlash(i) || dropDot(i) || dropAnySegments(i);
        }
        return any;
    }

    /** A run of stars is one node; and one star, but for the two that stand for whole segments. */
    private boolean joinStars(int i) {
        if (!(nodes.get(i) instanceof Node.Stars stars)) {
            return false;
        }
        if (i + 1 < nodes.size() && nodes.get(i + 1) instanceof Node.Stars more) {
            nodes.set(i, new Node.Stars(stars.count() + more.count(), stars.position()));
            nodes.remove(i + 1);
            return true;
        }
        if (stars.count() > 1 && (isOneCharacter(i - 1) || isOneCharacter(i + 1))
                || stars.count() == Node.Stars.MANY && isSegment(i)) {
            nodes.set(i, new Node.Stars(1, stars.position()));
            return true;
        }
        return false;
    }

    /** {@code a//b} is {@code a/b}, and {@code a/} is {@code a}. */
    private boolean dropSlash(int i) {
        return isSlash(i) && (isSlash(i + 1) || isEnd(i + 1)) && drop(i, 1);
    }

    /** {@code a/./b} is {@code a/b}, {@code ./a} is {@code a}, and {@code a/.} is {@code a}. */
    private boolean dropDot(int i) {
        if (i >= nodes.size() || !nodes.get(i).isDot()) {
            return false;
        }
        if (isSlash(i - 1) && (isSlash(i + 1) || isEnd(i + 1))) {
            return drop(i - 1, 2);
        }
        return isBegin(i - 1) && isSlash(i + 1) && !mayBeginWithSlash(nodes, i + 2) && drop(i, 2);
    }

    /** {@code **}{@code /**} is {@code **}, and {@code a/**} covers what {@code a} does. */
    private boolean dropAnySegments(int i) {
        if (!isAnySegments(i) || !isSlash(i - 1)) {
            return false;
        }
        if (isAnySegments(i - 2) && (isSlash(i - 3) || isBegin(i - 3))) {
            return drop(i - 1, 2);
        }
        return isEnd(i + 1) && !SegmentRules.canBeNothing(nodes.subList(0, i - 1)) && drop(i - 1, 2);
    }

    /** Whether a node makes up a whole segment, whatever is chosen elsewhere. */
    private boolean isSegment(int i) {
        return (isSlash(i - 1) || isBegin(i - 1)) && (isSlash(i + 1) || isEnd(i + 1));
    }

    /** Whether these are stars that make up a whole segment at their right end. */
    private boolean isAnySegments(int i) {
        return i >= 0
                && i < nodes.size()
                && nodes.get(i) instanceof Node.Stars stars
                && stars.mayBeAnySegments()
                && (isSlash(i + 1) || isEnd(i + 1));
    }

    /** Without it a pattern that began with {@code ./} could become an absolute one. */
    private static boolean mayBeginWithSlash(List<Node> nodes, int from) {
        for (Node node : nodes.subList(from, nodes.size())) {
            if (node instanceof Node.Slash) {
                return true;
            }
            if (!(node instanceof Node.Choice choice)) {
                return false;
            }
            if (choice.branches().stream().anyMatch(branch -> mayBeginWithSlash(branch, 0))) {
                return true;
            }
            if (choice.branches().stream().noneMatch(NormalForm::mayBeNothing)) {
                return false;
            }
        }
        return false;
    }

    private static boolean mayBeNothing(List<Node> nodes) {
        return nodes.stream()
                .allMatch(node -> node instanceof Node.Choice choice
                        && choice.branches().stream().anyMatch(NormalForm::mayBeNothing));
    }

    private boolean drop(int from, int count) {
        nodes.subList(from, from + count).clear();
        return true;
    }

    private boolean isSlash(int i) {
        return i >= 0 && i < nodes.size() && nodes.get(i) instanceof Node.Slash;
    }

    private boolean isOneCharacter(int i) {
        return i >= 0 && i < nodes.size() && nodes.get(i).isOneCharacter();
    }

    private boolean isBegin(int i) {
        return whole && i < 0;
    }

    private boolean isEnd(int i) {
        return whole && i >= nodes.size();
    }

    /** Prints nodes so that reading them gives the same nodes, positions aside. */
    static String print(List<Node> pattern) {
        StringBuilder text = new StringBuilder();
        print(pattern, text, false);
        return text.toString();
    }

    private static void print(List<Node> nodes, StringBuilder text, boolean inBraces) {
        for (Node node : nodes) {
            if (node instanceof Node.Literal literal) {
                if (isSpecial(literal.codePoint(), inBraces)) {
                    text.append('\\');
                }
                text.appendCodePoint(literal.codePoint());
            } else if (node instanceof Node.OneOf oneOf) {
                text.append(oneOf.text());
            } else if (node instanceof Node.Stars stars) {
                text.append("*".repeat(stars.count()));
            } else if (node instanceof Node.Slash) {
                text.append('/');
            } else if (node instanceof Node.Choice choice) {
                print(choice, text);
            }
        }
    }

    private static void print(Node.Choice choice, StringBuilder text) {
        char before = '{';
        for (List<Node> branch : choice.branches()) {
            text.append(before);
            print(branch, text, true);
            before = ',';
        }
        text.append('}');
    }

    private static boolean isSpecial(int character, boolean inBraces) {
        return switch (character) {
            case '*', '?', '[', '{', '\\' -> true;
            case ',', '}' -> inBraces;
            default -> false;
        };
    }
}
