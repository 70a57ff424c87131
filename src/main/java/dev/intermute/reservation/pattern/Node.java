package dev.intermute.reservation.pattern;

import java.util.List;

/** What a pattern is made of, in the order in which it was written. Positions are in code points from 0. */
sealed interface Node {
    int position();

    /** Whether it reads exactly one character of a path. */
    default boolean isOneCharacter() {
        return false;
    }

    /** Whether it is a dot that was written as such, and so can make up a segment {@code .} that doesn't matter. */
    default boolean isDot() {
        return false;
    }

    /** A character that stands for itself, quoted or not. */
    record Literal(int codePoint, int position) implements Node {
        @Override
        public boolean isOneCharacter() {
            return true;
        }

        @Override
        public boolean isDot() {
            return codePoint == '.';
        }
    }

    /**
     * One character out of a set.
     *
     * @param text how it is written: {@code ?} or a class
     */
    record OneOf(CharSet set, String text, int position) implements Node {
        @Override
        public boolean isOneCharacter() {
            return true;
        }
    }

    /** A run of stars: one to {@value #MANY}, which stands for more, too. */
    record Stars(int count, int position) implements Node {
        /** So many that each is beside another, and none stands for whole segments. */
        static final int MANY = 3;

        public Stars {
            count = Math.min(count, MANY);
        }

        /** Whether it stands for any number of whole segments, if nothing else is in its own. */
        boolean mayBeAnySegments() {
            return count == 2;
        }
    }

    record Slash(int position) implements Node {}

    /** Braces: one of its branches, each of which may be empty. */
    record Choice(List<List<Node>> branches, int position) implements Node {}
}
