package dev.intermute.reservation.pattern;

import java.util.Arrays;
import java.util.List;

/**
 * What holds for the segments of every pattern that one gets by choosing a branch of each brace: none is {@code ..}, none
 * too long, and something stands in the whole. Keeps for each {@link State} that some choice leads to the largest number of
 * tokens in the segment at hand, so that no choice has to be written out. A run of literal characters is one token.
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
        /** Anything else, up to a literal character. */
        LITERAL,
        /** Anything else, up to a wildcard. */
        WILD;

        /** Whether a literal character goes on with the token at hand. */
        boolean isWithinLiteral() {
            return this != BEGIN && this != ONLY_EMPTY && this != EMPTY && this != WILD;
        }
    }

    private static final int STATES = State.values().length;

    private int[] tokens = new int[STATES];
    /** Where the first dot of a segment stands that may become {@code ..}. */
    private int[] dots = new int[STATES];

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
        return tokens[state.ordinal()] != UNREACHABLE;
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
        int[] tokensAfter = new int[STATES];
        int[] dotsAfter = new int[STATES];
        Arrays.fill(tokensAfter, UNREACHABLE);
        for (List<Node> branch : choice.branches()) {
            tokens = tokensBefore.clone();
            dots = dotsBefore.clone();
            read(branch);
            for (State state : State.values()) {
                int i = state.ordinal();
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
        boolean something = reaches(State.EMPTY) || reaches(State.DOT) || reaches(State.LITERAL) || reaches(State.WILD);
        Arrays.fill(tokens, UNREACHABLE);
        tokens[State.ONLY_EMPTY.ordinal()] = nothing ? 0 : UNREACHABLE;
        tokens[State.EMPTY.ordinal()] = something ? 0 : UNREACHABLE;
    }

    private void step(Node node) {
        int[] before = tokens;
        int[] dotsBefore = dots;
        tokens = new int[STATES];
        dots = new int[STATES];
        Arrays.fill(tokens, UNREACHABLE);
        for (State state : State.values()) {
            int count = before[state.ordinal()];
            if (count == UNREACHABLE) {
                continue;
            }
            int more = state.isWithinLiteral() && node instanceof Node.Literal ? 0 : 1;
            if (count + more > PathPattern.MAX_TOKENS_PER_SEGMENT) {
                throw new InvalidPatternException(
                        "A segment has at most " + PathPattern.MAX_TOKENS_PER_SEGMENT
                                + " wildcards and literal texts between them; put a * for a part of it",
                        node.position());
            }
            int next = next(state, node).ordinal();
            int dot = state == State.ONLY_DOT || state == State.DOT ? dotsBefore[state.ordinal()] : node.position();
            dots[next] = tokens[next] == UNREACHABLE ? dot : Math.min(dot, dots[next]);
            tokens[next] = Math.max(tokens[next], count + more);
        }
    }

    private static State next(State state, Node node) {
        if (!(node instanceof Node.Literal)) {
            return State.WILD;
        }
        if (!node.isDot()) {
            return State.LITERAL;
        }
        return switch (state) {
            case BEGIN, ONLY_EMPTY -> State.ONLY_DOT;
            case EMPTY -> State.DOT;
            case ONLY_DOT, DOT -> State.DOTS;
            case DOTS, LITERAL, WILD -> State.LITERAL;
        };
    }

    private InvalidPatternException leavesTheRoot() {
        return new InvalidPatternException(
                "A pattern doesn't leave its project; remove the segment ..", dots[State.DOTS.ordinal()]);
    }
}
