package dev.intermute.reservation.pattern;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns a pattern into an {@link Automaton}: walks the pairs of a point of its {@link Outline} and a {@link Mode}, and makes
 * a position of each pair at which a character of the path has just been read.
 */
final class AutomatonBuilder {
    private static final int UNUSED = -1;
    private static final int[] PENDING = {};

    private final Outline outline;
    /** By pair, the last walk that came by. */
    private final int[] seen;
    /** By key of a position, those that can come next; {@code null} for one that nothing leads to. */
    private final int[][] follow;

    private final BitSet accepting = new BitSet();
    private final Deque<Integer> open = new ArrayDeque<>();
    private int walk;
    private int[] reached = new int[8];
    private int reachedCount;
    private boolean accepts;
    private int lastSegment;

    private AutomatonBuilder(List<Node> pattern) {
        outline = new Outline(Stream.concat(pattern.stream(), everythingBelow()).toList());
        seen = new int[outline.points() * Mode.COUNT];
        follow = new int[2 * seen.length][];
    }

    private static Stream<Node> everythingBelow() {
        return Stream.of(new Node.Slash(0), new Node.Stars(2, 0));
    }

    /** @throws InvalidPatternException if the pattern covers no path */
    static Automaton build(List<Node> pattern) {
        return new AutomatonBuilder(pattern).build();
    }

    private Automaton build() {
        int[] firsts = walkFrom(pair(0, Mode.FIRST));
        while (!open.isEmpty()) {
            int key = open.remove();
            follow[key] = walkFrom(key / 2);
            if (accepts) {
                accepting.set(key);
            }
        }
        int[] keys = useful();
        int[] numbers = new int[follow.length];
        Arrays.fill(numbers, UNUSED);
        for (int i = 0; i < keys.length; i++) {
            numbers[keys[i]] = i;
        }
        int[] usefulFirsts = numbers(firsts, numbers);
        if (usefulFirsts.length == 0) {
            throw new InvalidPatternException(
                    "This covers no path, as no segment of a path is empty, . or ..; change this segment", lastSegment);
        }
        int[][] followers = new int[keys.length][];
        CharSet[] characters = new CharSet[keys.length];
        BitSet ends = new BitSet();
        for (int i = 0; i < keys.length; i++) {
            followers[i] = numbers(follow[keys[i]], numbers);
            characters[i] = charactersOf(keys[i]);
            ends.set(i, accepting.get(keys[i]));
        }
        return new Automaton(usefulFirsts, followers, characters, ends);
    }

    /** The keys of the positions from which the end can be reached, in order. */
    private int[] useful() {
        BitSet useful = (BitSet) accepting.clone();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int key = follow.length - 1; key >= 0; key--) {
                if (follow[key] != null && !useful.get(key) && leadsInto(useful, follow[key])) {
                    useful.set(key);
                    grows = true;
                }
            }
        }
        return useful.stream().toArray();
    }

    private static boolean leadsInto(BitSet useful, int[] keys) {
        for (int key : keys) {
            if (useful.get(key)) {
                return true;
            }
        }
        return false;
    }

    private static int[] numbers(int[] keys, int[] numbers) {
        int[] found = new int[keys.length];
        int count = 0;
        for (int key : keys) {
            if (numbers[key] != UNUSED) {
                found[count++] = numbers[key];
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The positions that can come next, in order. Sets {@link #accepts}. */
    private int[] walkFrom(int pair) {
        walk++;
        reachedCount = 0;
        accepts = false;
        visit(pair);
        int[] keys = Arrays.copyOf(reached, reachedCount);
        Arrays.sort(keys);
        return withoutDoubles(keys);
    }

    private static int[] withoutDoubles(int[] sorted) {
        int count = 0;
        for (int key : sorted) {
            if (count == 0 || sorted[count - 1] != key) {
                sorted[count++] = key;
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private void visit(int point, Mode mode) {
        visit(pair(point, mode));
    }

    private void visit(int pair) {
        if (seen[pair] == walk) {
            return;
        }
        seen[pair] = walk;
        int point = pair / Mode.COUNT;
        Mode mode = Mode.of(pair % Mode.COUNT);
        if (mode.isWithinAny()) {
            readWithinAnySegments(point, mode);
            return;
        }
        for (int shortcut : outline.shortcuts(point)) {
            visit(shortcut, mode);
        }
        if (outline.isWithinStars(point)) {
            readCharacter(point, mode);
        } else if (outline.isEnd(point)) {
            end(point, mode);
        } else if (outline.node(point) != null) {
            read(outline.node(point), point, mode);
        }
    }

    private void end(int point, Mode mode) {
        if (mode == Mode.STARS_FIRST || mode == Mode.STARS_LATER) {
            readAnySegments(point, mode);
        }
        accepts |= mode == Mode.LATER;
    }

    private void read(Node node, int point, Mode mode) {
        switch (mode) {
            case FIRST, LATER -> readFirst(node, point, mode);
            case DOT_FIRST, DOT_LATER -> {
                if (node instanceof Node.Slash) {
                    visit(outline.next(point), mode.nextSegment());
                }
            }
            case STAR_FIRST, STAR_LATER, STARS_FIRST, STARS_LATER -> readAfterStars(node, point, mode);
            default -> readWithinSegment(node, point, mode);
        }
    }

    private void readFirst(Node node, int point, Mode mode) {
        if (node instanceof Node.Slash) {
            visit(outline.next(point), mode);
            return;
        }
        lastSegment = Math.max(lastSegment, node.position());
        if (node instanceof Node.Stars stars) {
            readLeadingStars(stars, point, mode);
            if (stars.mayBeAnySegments() && outline.endsSegmentAfterStars(point)) {
                return;
            }
        } else if (node.isDot()) {
            visit(outline.next(point), mode.vanishing());
        }
        if (mode.isFirst()) {
            visit(point, Mode.IN_EMPTY);
        } else {
            reach(point, Mode.IN_EMPTY, true);
        }
    }

    private void readAfterStars(Node node, int point, Mode mode) {
        if (node instanceof Node.Stars stars) {
            readLeadingStars(stars, point, mode);
        } else if (node instanceof Node.Slash && mode.compareTo(Mode.STARS_FIRST) >= 0) {
            readAnySegments(outline.next(point), mode);
        }
    }

    private void readLeadingStars(Node.Stars stars, int point, Mode mode) {
        Optional<Mode> after = Optional.of(mode);
        for (int i = 0; i < stars.count(); i++) {
            after = after.flatMap(Mode::afterStar);
        }
        after.ifPresent(next -> visit(outline.afterStars(point), next));
    }

    private void readAnySegments(int after, Mode mode) {
        visit(after, mode.nextSegment());
        if (mode.isFirst()) {
            visit(after, Mode.ANY_EMPTY);
        } else {
            reach(after, Mode.ANY_EMPTY, true);
        }
    }

    private void readWithinAnySegments(int point, Mode mode) {
        readCharacter(point, mode);
        if (mode.isWord()) {
            reach(point, Mode.ANY_EMPTY, true);
            visit(point, Mode.LATER);
        }
    }

    private void readWithinSegment(Node node, int point, Mode mode) {
        if (node instanceof Node.Stars) {
            visit(outline.next(point), mode);
        } else if (!(node instanceof Node.Slash)) {
            readCharacter(outline.next(point), mode);
        } else if (mode.isWord()) {
            visit(outline.next(point), Mode.LATER);
        }
    }

    /** Reads one of the characters that lead to a point. */
    private void readCharacter(int arrival, Mode mode) {
        CharSet set = mode.isWithinAny() ? CharSet.ALL : outline.arrival(arrival);
        if (set.isEmpty()) {
            return;
        }
        if (!mode.countsDots()) {
            reach(arrival, mode.afterOther(), true);
            return;
        }
        boolean dot = set.contains('.');
        if (dot) {
            reach(arrival, mode.afterDot(), true);
        }
        if (!set.equals(CharSet.DOT)) {
            reach(arrival, mode.afterOther(), !dot);
        }
    }

    /** @param whole whether all characters that lead to the point can come next, rather than all but the dot */
    private void reach(int point, Mode mode, boolean whole) {
        int key = 2 * pair(point, mode) + (whole ? 1 : 0);
        if (reachedCount == reached.length) {
            reached = Arrays.copyOf(reached, 2 * reachedCount);
        }
        reached[reachedCount++] = key;
        if (follow[key] == null) {
            follow[key] = PENDING;
            open.add(key);
        }
    }

    private CharSet charactersOf(int key) {
        int point = key / 2 / Mode.COUNT;
        Mode mode = Mode.of(key / 2 % Mode.COUNT);
        if (mode == Mode.ANY_EMPTY || mode == Mode.IN_EMPTY) {
            return CharSet.SEPARATOR;
        }
        if (!mode.isWord()) {
            return CharSet.DOT;
        }
        CharSet set = mode.isWithinAny() ? CharSet.ALL : outline.arrival(point);
        return key % 2 == 1 ? set : set.without(CharSet.DOT);
    }

    private static int pair(int point, Mode mode) {
        return point * Mode.COUNT + mode.ordinal();
    }
}
