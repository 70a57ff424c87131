package dev.intermute.reservation.pattern;

import java.util.Optional;

/**
 * What has been made of the segment at hand while a pattern is read. Where it can't be known yet what the segment will
 * become, both are tried: a leading dot may stand in the path, or be a segment {@code .} that vanishes; leading stars may be
 * characters, or any number of segments. The {@code FIRST} ones have no segment before them, and so no separator.
 *
 * <p>The order is that in which they follow each other at one point of the pattern.
 */
enum Mode {
    FIRST,
    LATER,
    DOT_FIRST,
    DOT_LATER,
    STAR_FIRST,
    STAR_LATER,
    STARS_FIRST,
    STARS_LATER,
    /** Within the segments that {@code **} stands for; after a separator, after {@code .}, after {@code ..}, after more. */
    ANY_EMPTY,
    ANY_DOT,
    ANY_DOTS,
    ANY_WORD,
    /** Within a segment of the path that the pattern spells; as above. */
    IN_EMPTY,
    IN_DOT,
    IN_DOTS,
    IN_WORD;

    static final int COUNT = values().length;
    private static final Mode[] ALL = values();

    static Mode of(int ordinal) {
        return ALL[ordinal];
    }

    boolean isFirst() {
        return this == FIRST || this == DOT_FIRST || this == STAR_FIRST || this == STARS_FIRST;
    }

    boolean isWithinAny() {
        return compareTo(ANY_EMPTY) >= 0 && compareTo(ANY_WORD) <= 0;
    }

    boolean isWithinSegment() {
        return compareTo(IN_EMPTY) >= 0;
    }

    /** Whether the segment may end here: it is neither empty nor {@code .} nor {@code ..}. */
    boolean isWord() {
        return this == ANY_WORD || this == IN_WORD;
    }

    /** Whether a dot makes a difference to what may follow it. */
    boolean countsDots() {
        return this == ANY_EMPTY || this == ANY_DOT || this == IN_EMPTY || this == IN_DOT;
    }

    Mode afterDot() {
        return switch (this) {
            case ANY_EMPTY -> ANY_DOT;
            case ANY_DOT -> ANY_DOTS;
            case IN_EMPTY -> IN_DOT;
            case IN_DOT -> IN_DOTS;
            default -> afterOther();
        };
    }

    Mode afterOther() {
        return isWithinAny() ? ANY_WORD : IN_WORD;
    }

    /** After one star more; nothing after two, for three can't be any number of segments. */
    Optional<Mode> afterStar() {
        return switch (this) {
            case FIRST -> Optional.of(STAR_FIRST);
            case LATER -> Optional.of(STAR_LATER);
            case STAR_FIRST -> Optional.of(STARS_FIRST);
            case STAR_LATER -> Optional.of(STARS_LATER);
            default -> Optional.empty();
        };
    }

    Mode vanishing() {
        return isFirst() ? DOT_FIRST : DOT_LATER;
    }

    Mode nextSegment() {
        return isFirst() ? FIRST : LATER;
    }
}
