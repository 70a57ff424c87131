package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/** How a class is written in a normal form: sorted, merged, and quoted only where it must be. */
final class ClassText {
    private static final String NOTHING = "[/]";

    private final StringBuilder text = new StringBuilder("[");
    private final boolean negated;

    private ClassText(boolean negated) {
        this.negated = negated;
    }

    /**
     * @param written another way to write it, which is taken if it is shorter: a normal form must not outgrow the limit on
     *     the length of what it is the form of
     */
    static String of(CharSet set, String written) {
        if (set.isEmpty()) {
            return NOTHING;
        }
        if (set.equals(CharSet.ALL)) {
            return "?";
        }
        boolean negated = set.contains(Character.MAX_CODE_POINT);
        String text = new ClassText(negated).write(negated ? set.complement() : set);
        return length(text) <= length(written) ? text : written;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private String write(CharSet listed) {
        List<CharSet.Range> ranges = withoutHoles(listed.ranges());
        boolean hyphen = ranges.remove(new CharSet.Range('-', '-'));
        if (negated) {
            text.append('!');
        }
        if (ranges.remove(new CharSet.Range(']', ']'))) {
            text.append(']');
        }
        ranges.forEach(this::append);
        return text.append(hyphen ? "-]" : "]").toString();
    }

    /** Joins what is parted only by characters that a class never means. */
    private static List<CharSet.Range> withoutHoles(List<CharSet.Range> ranges) {
        List<CharSet.Range> joined = new ArrayList<>();
        for (CharSet.Range range : ranges) {
            int last = joined.size() - 1;
            if (last >= 0 && isHole(joined.get(last).last(), range.first())) {
                joined.set(last, new CharSet.Range(joined.get(last).first(), range.last()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    private static boolean isHole(int before, int after) {
        return before == '/' - 1 && after == '/' + 1
                || before == Character.MIN_SURROGATE - 1 && after == Character.MAX_SURROGATE + 1;
    }

    private void append(CharSet.Range range) {
        append(range.first());
        if (range.last() == range.first()) {
            return;
        }
        if (range.last() - range.first() > 1) {
            text.append('-');
        }
        append(range.last());
    }

    private void append(int character) {
        boolean first = text.length() == 1;
        boolean special = switch (character) {
            case '\\', ']', '-' -> true;
            case '!', '^' -> first;
            default -> false;
        };
        if (special) {
            text.append('\\');
        }
        text.appendCodePoint(character);
    }
}
