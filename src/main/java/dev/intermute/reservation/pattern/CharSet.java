package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of the characters of which segments are made: every Unicode code point but {@code /}, NUL, and the surrogates, which
 * are no characters by themselves (two of them in a row would become another one).
 */
final class CharSet {
    static final CharSet NONE = new CharSet(new int[0]);
    static final CharSet ALL = of(List.of(new Range(0, Character.MAX_CODE_POINT)));
    static final CharSet DOT = single('.');
    static final CharSet ALL_BUT_DOT = ALL.without(DOT);
    static final CharSet SEPARATOR = new CharSet(new int[] {'/', '/'});

    /** First and last of each run, ascending, with a gap between any two runs. */
    private final int[] bounds;

    record Range(int first, int last) {}

    private CharSet(int[] bounds) {
        this.bounds = bounds;
    }

    static CharSet single(int codePoint) {
        return new CharSet(new int[] {codePoint, codePoint});
    }

    /** The characters of these ranges that a segment can be made of. */
    static CharSet of(List<Range> ranges) {
        List<Range> usable = new ArrayList<>();
        for (Range range : ranges) {
            addWithin(usable, range, 1, '/' - 1);
            addWithin(usable, range, '/' + 1, Character.MIN_SURROGATE - 1);
            addWithin(usable, range, Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT);
        }
        return merged(usable);
    }

    private static void addWithin(List<Range> target, Range range, int first, int last) {
        int from = Math.max(first, range.first);
        int to = Math.min(last, range.last);
        if (from <= to) {
            target.add(new Range(from, to));
        }
    }

    private static CharSet merged(List<Range> ranges) {
        ranges.sort((a, b) -> Integer.compare(a.first, b.first));
        int[] bounds = new int[2 * ranges.size()];
        int length = 0;
        for (Range range : ranges) {
            if (length > 0 && range.first <= bounds[length - 1] + 1) {
                bounds[length - 1] = Math.max(bounds[length - 1], range.last);
            } else {
                bounds[length++] = range.first;
                bounds[length++] = range.last;
            }
        }
        return new CharSet(Arrays.copyOf(bounds, length));
    }

    CharSet complement() {
        List<Range> gaps = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            gaps.add(new Range(next, bounds[i] - 1));
            next = bounds[i + 1] + 1;
        }
        gaps.add(new Range(next, Character.MAX_CODE_POINT));
        return of(gaps);
    }

    CharSet without(CharSet other) {
        return intersection(other.complement());
    }

    CharSet intersection(CharSet other) {
        List<Range> common = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < bounds.length && j < other.bounds.length) {
            addWithin(common, new Range(bounds[i], bounds[i + 1]), other.bounds[j], other.bounds[j + 1]);
            if (bounds[i + 1] < other.bounds[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return merged(common);
    }

    boolean intersects(CharSet other) {
        int i = 0;
        int j = 0;
        while (i < bounds.length && j < other.bounds.length) {
            if (bounds[i + 1] < other.bounds[j]) {
                i += 2;
            } else if (other.bounds[j + 1] < bounds[i]) {
                j += 2;
            } else {
                return true;
            }
        }
        return false;
    }

    boolean contains(int codePoint) {
        int found = Arrays.binarySearch(bounds, codePoint);
        return found >= 0 || (found & 1) == 0;
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    /** Whether it has exactly one character, which {@link #first()} then is. */
    boolean isSingle() {
        return bounds.length == 2 && bounds[0] == bounds[1];
    }

    int first() {
        return bounds[0];
    }

    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            ranges.add(new Range(bounds[i], bounds[i + 1]));
        }
        return ranges;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharSet that && Arrays.equals(bounds, that.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }
}
