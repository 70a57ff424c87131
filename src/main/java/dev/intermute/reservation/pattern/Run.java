package dev.intermute.reservation.pattern;

import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads paths with one automaton. Where it comes by more than once it remembers what a character leads to, so that many
 * paths cost little more than a look at each character. Used by one thread at a time.
 */
final class Run {
    private static final int ASCII = 0x80;

    /** More would take memory rather than save time: an automaton can have very many. */
    private static final int MAX_REMEMBERED = 512;

    private final Automaton automaton;
    private final int words;
    private final long[][] enteredByAscii = new long[ASCII][];
    private final Map<LongBuffer, State> remembered = new HashMap<>();
    private final State dead;
    private final State start;

    /** The positions in which the characters that were read may have ended. */
    final class State {
        private final long[] expected;
        private final boolean accepts;
        private State[] next;
        private boolean visited;

        private State(long[] expected, boolean accepts) {
            this.expected = expected;
            this.accepts = accepts;
        }

        /** Whether no path goes on from here or ends here. */
        boolean isDead() {
            return this == dead;
        }

        /** Whether what was read is a path that is accepted. */
        boolean accepts() {
            return accepts;
        }

        State read(String text) {
            State state = this;
            for (int i = 0; i < text.length() && state != dead; ) {
                int character = text.codePointAt(i);
                i += Character.charCount(character);
                state = state.read(character);
            }
            return state;
        }

        private State read(int character) {
            if (next != null && character < ASCII && next[character] != null) {
                return next[character];
            }
            boolean again = visited;
            visited = true;
            long[] reached = enteredBy(character);
            if (!isAny(reached)) {
                return dead;
            }
            return again && character < ASCII ? remember(character, reached) : entered(reached);
        }

        private long[] enteredBy(int character) {
            long[] entered = Run.this.enteredBy(character);
            long[] reached = new long[words];
            for (int word = 0; word < words; word++) {
                reached[word] = expected[word] & entered[word];
            }
            return reached;
        }

        private State remember(int character, long[] reached) {
            State state = remembered.get(LongBuffer.wrap(reached));
            if (state == null) {
                state = entered(reached);
                if (remembered.size() == MAX_REMEMBERED) {
                    return state;
                }
                remembered.put(LongBuffer.wrap(reached), state);
            }
            if (next == null) {
                next = new State[ASCII];
            }
            next[character] = state;
            return state;
        }
    }

    Run(Automaton automaton) {
        this.automaton = automaton;
        this.words = automaton.words();
        this.dead = new State(new long[words], false);
        long[] firsts = new long[words];
        Bits.setAll(firsts, automaton.firsts());
        this.start = new State(firsts, false);
    }

    /** Where a path begins. */
    State start() {
        return start;
    }

    private State entered(long[] reached) {
        long[] expected = new long[words];
        automaton.follow(reached, 0, expected);
        return new State(expected, automaton.acceptsAny(reached, 0));
    }

    private boolean isAny(long[] reached) {
        return !Bits.isEmpty(reached, 0, words);
    }

    private long[] enteredBy(int character) {
        if (character >= ASCII) {
            return automaton.alphabet().enteredBy(character, words);
        }
        if (enteredByAscii[character] == null) {
            enteredByAscii[character] = automaton.alphabet().enteredBy(character, words);
        }
        return enteredByAscii[character];
    }
}
