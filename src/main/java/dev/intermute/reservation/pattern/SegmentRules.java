package dev.intermute.reservation.pattern;

import java.util.Arrays;
import java.util.List;

/**
 * What holds for the segments of every pattern that one gets by choosing a branch of each brace: none is {@code ..}, none
 * too long, and something stands in the whole. Keeps for each {@link State} that some choice leads to, without a wildcard in
 * the segment at hand and with one, the largest number of tokens in it, so that no choice has to be written out.
 */
final class SegmentRules {
    private static final int UNREACHABLE = -1;

    /** What has been read of the segment at hand; {@code ONLY} where nothing stands before it. */
    private enum State {
        BEGIN,
        ONLY_EMPTY,
        ONLY_DOT,
        EMPTY,
        DOT,
        DOTS,
        OTHER
    }

    /** Each state without a wildcard in the segment, then each with one. */
    private static final int STATES = State.values().length;

    private static final int PLACES = 2 * STATES;

    private int[] tokens = new int[PLACES];
    /** Where the first dot of a segment stands that may become {@code ..}. */
    private int[] dots = new int[PLACES];

    private SegmentRules() {
        Arrays.fill(tokens, UNREACHABLE);
        tokens[State.BEGIN.ordinal()] = 0;
    }

    /** @throws InvalidPatternException if some choice breaks a rule */
    static void check(List<Node> pattern) {
        SegmentRules rules = new SegmentRules();
        rules.read(pattern);
        if (rules.reaches(State.DOTS)) {
            throw rules.leavesTheRoot();
        }
        if (rules.hasNothing()) {
            throw new InvalidPatternException(
                    "Nothing is left of this pattern, or of one of its alternatives; name a path, or write ** for all",
                    0);
        }
    }

    /** Whether nothing is left of what some choice makes of these nodes, which are the beginning of a valid pattern. */
    static boolean canBeNothing(List<Node> beginning) {
        SegmentRules rules = new SegmentRules();
        rules.read(beginning);
        return rules.hasNothing();
    }

    private boolean hasNothing() {
        return reaches(State.BEGIN) || reaches(State.ONLY_EMPTY) || reaches(State.ONLY_DOT);
    }

    private boolean reaches(State state) {
        return tokens[state.ordinal()] != UNREACHABLE || tokens[STATES + state.ordinal()] != UNREACHABLE;
    }

    private void read(List<Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof Node.Choice choice) {
                readEach(choice);
            } else if (node instanceof Node.Slash slash) {
                endSegment(slash);
            } else {
                step(node);
            }
        }
    }

    private void readEach(Node.Choice choice) {
        int[] tokensBefore = tokens;
        int[] dotsBefore = dots;
        int[] tokensAfter = new int[PLACES];
        int[] dotsAfter = new int[PLACES];
        Arrays.fill(tokensAfter, UNREACHABLE);
        for (List<Node> branch : choice.branches()) {
            tokens = tokensBefore.clone();
            dots = dotsBefore.clone();
            read(branch);
            for (int i = 0; i < PLACES; i++) {
                if (tokens[i] != UNREACHABLE) {
                    dotsAfter[i] = tokensAfter[i] == UNREACHABLE ? dots[i] : Math.min(dots[i], dotsAfter[i]);
                    tokensAfter[i] = Math.max(tokens[i], tokensAfter[i]);
                }
            }
        }
        tokens = tokensAfter;
        dots = dotsAfter;
    }

    private void endSegment(Node.Slash slash) {
        if (reaches(State.BEGIN)) {
            throw new InvalidPatternException(
                    "A pattern is relative to the root of its project; remove the leading slash", slash.position());
        }
        if (reaches(State.DOTS)) {
            throw leavesTheRoot();
        }
        boolean nothing = reaches(State.ONLY_EMPTY) || reaches(State.ONLY_DOT);
        boolean something = reaches(State.EMPTY) || reaches(State.DOT) || reaches(State.OTHER);
        Arrays.fill(tokens, UNREACHABLE);
        tokens[State.ONLY_EMPTY.ordinal()] = nothing ? 0 : UNREACHABLE;
        tokens[State.EMPTY.ordinal()] = something ? 0 : UNREACHABLE;
    }

    private void step(Node node) {
        int[] before = tokens;
        int[] dotsBefore = dots;
        tokens = new int[PLACES];
        dots = new int[PLACES];
        Arrays.fill(tokens, UNREACHABLE);
        for (int place = 0; place < PLACES; place++) {
            if (before[place] != UNREACHABLE) {
                step(node, State.values()[place % STATES], place >= STATES, before[place] + 1, dotsBefore[place]);
            }
        }
    }

    private void step(Node node, State state, boolean afterWildcard, int count, int dotBefore) {
        boolean wild = afterWildcard || !(node instanceof Node.Literal);
        if (wild && count > PathPattern.MAX_TOKENS_PER_SEGMENT) {
            throw new InvalidPatternException(
                    "A segment with wildcards has at most " + PathPattern.MAX_TOKENS_PER_SEGMENT
                            + " characters and wildcards; put a * for a part of it",
                    node.position());
        }
        int next = next(state, node).ordinal() + (wild ? STATES : 0);
        int dot = state == State.ONLY_DOT || state == State.DOT ? dotBefore : node.position();
        dots[next] = tokens[next] == UNREACHABLE ? dot : Math.min(dot, dots[next]);
        tokens[next] = Math.max(tokens[next], count);
    }

    private static State next(State state, Node node) {
        if (!node.isDot()) {
            return State.OTHER;
        }
        return switch (state) {
            case BEGIN, ONLY_EMPTY -> State.ONLY_DOT;
            case EMPTY -> State.DOT;
            case ONLY_DOT, DOT -> State.DOTS;
            case DOTS, OTHER -> State.OTHER;
        };
    }

    private InvalidPatternException leavesTheRoot() {
        return new InvalidPatternException(
                "A pattern doesn't leave its project; remove the segment ..", dots[State.DOTS.ordinal()]);
    }
}
