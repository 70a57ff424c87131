package dev.intermute.reservation.pattern;

import java.util.HashMap;
import java.util.Map;

/** Reads paths with one automaton. Remembers which positions a character enters; used by one thread at a time. */
final class Run {
    private static final int ASCII = 0x80;

    private final Automaton automaton;
    private final int words;
    private final long[][] enteredByAscii = new long[ASCII][];
    private final Map<Integer, long[]> enteredByOthers = new HashMap<>();

    Run(Automaton automaton) {
        this.automaton = automaton;
        this.words = automaton.words();
    }

    /** The positions that can be entered by the first character of a path. */
    long[] start() {
        long[] expected = new long[words];
        Bits.setAll(expected, automaton.firsts());
        return expected;
    }

    /**
     * The positions that can be entered after a text, or {@code null} if no path goes on with it.
     *
     * @param expected those that can be entered before it
     * @param reached is set to the positions in which the text ends
     */
    long[] read(String text, long[] expected, long[] reached) {
        long[] next = expected.clone();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (!enter(character, next, reached)) {
                return null;
            }
            automaton.follow(reached, 0, next);
        }
        return next;
    }

    /** Whether a path may go on with a separator. */
    boolean mayGoBelow(long[] expected) {
        long[] entered = enteredBy('/');
        for (int word = 0; word < words; word++) {
            if ((expected[word] & entered[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean accepts(long[] reached) {
        return automaton.acceptsAny(reached, 0);
    }

    /** Sets {@code reached} to those of the expected positions that a character enters, and tells whether there are any. */
    private boolean enter(int character, long[] expected, long[] reached) {
        long[] entered = enteredBy(character);
        long any = 0;
        for (int word = 0; word < words; word++) {
            reached[word] = expected[word] & entered[word];
            any |= reached[word];
        }
        return any != 0;
    }

    private long[] enteredBy(int character) {
        if (character >= ASCII) {
            return enteredByOthers.computeIfAbsent(
                    character, other -> automaton.alphabet().enteredBy((int) other, words));
        }
        long[] entered = enteredByAscii[character];
        if (entered == null) {
            entered = automaton.alphabet().enteredBy(character, words);
            enteredByAscii[character] = entered;
        }
        return entered;
    }

    long[] newSet() {
        return new long[words];
    }
}
