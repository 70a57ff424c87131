package dev.intermute.reservation.pattern;

import java.util.List;

/**
 * One automaton reads one path. Unlike {@link Run}, which reads many, it makes nothing to remember.
 */
final class Reading {
    private static final int ASCII = 0x80;

    private final Automaton automaton;
    private final int words;
    /** The positions that an ASCII character enters, once it has been read: a row each. */
    private final long[][] entered = new long[ASCII][];

    private long[] expected;
    private long[] reached;

    private Reading(Automaton automaton) {
        this.automaton = automaton;
        this.words = automaton.words();
        this.expected = new long[words];
        this.reached = new long[words];
        Bits.setAll(expected, automaton.firsts());
    }

    /** Whether it accepts the path of these segments, or one below. */
    static boolean meets(Automaton automaton, List<String> segments) {
        Reading reading = new Reading(automaton);
        for (int i = 0; i < segments.size(); i++) {
            if (i > 0 && !reading.read('/') || !reading.read(segments.get(i))) {
                return false;
            }
        }
        return automaton.acceptsAny(reading.reached, 0) || reading.read('/');
    }

    private boolean read(String segment) {
        for (int i = 0; i < segment.length(); ) {
            int character = segment.codePointAt(i);
            i += Character.charCount(character);
            if (!read(character)) {
                return false;
            }
        }
        return true;
    }

    /** Whether that leads anywhere. */
    private boolean read(int character) {
        long[] row = character < ASCII ? entered[character] : null;
        if (row == null) {
            row = automaton.alphabet().enteredBy(character, words);
            if (character < ASCII) {
                entered[character] = row;
            }
        }
        long any = 0;
        for (int word = 0; word < words; word++) {
            reached[word] = expected[word] & row[word];
            any |= reached[word];
        }
        automaton.follow(reached, 0, expected);
        return any != 0;
    }
}
