package dev.intermute.reservation.pattern;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Accepts exactly the paths that a pattern covers, one character at a time: a nondeterministic automaton without empty
 * steps, each of whose positions is entered by the characters of one set (Glushkov's form). From each position the end
 * can be reached. Positions are numbered so that steps lead upwards, but for those within a {@linkplain #loopEnd loop}.
 *
 * <p>Most positions lead to the next one, which is one shift for 64 of them, and stars to themselves; the others are told apart
 * by their <i>jumps</i>, of which equal ones are shared. Immutable.
 */
final class Automaton {
    private static final int[] NOWHERE = {};

    private final int size;
    private final int words;
    private final int[] firsts;
    private final long[] accepting;
    private final long[] stepping;
    private final long[] jumping;
    private final long[] staying;
    /** Those with jumps to others. */
    private final long[] leaving;

    private final short[] jumpOf;
    private final int[][] jumps;
    private final short[] loopEnds;
    private final Alphabet alphabet;

    Automaton(int[] firsts, int[][] follow, CharSet[] characters, BitSet ends) {
        this(firsts, follow, new Alphabet(characters), ends);
    }

    private Automaton(int[] firsts, int[][] follow, Alphabet alphabet, BitSet ends) {
        this.size = follow.length;
        this.words = (size + Long.SIZE - 1) / Long.SIZE;
        this.firsts = firsts;
        this.accepting = rowOf(ends);
        this.alphabet = alphabet;
        this.loopEnds = loopEnds(follow);
        this.jumpOf = new short[size];
        BitSet steps = new BitSet();
        BitSet leaps = new BitSet();
        BitSet stays = new BitSet();
        BitSet leaves = new BitSet();
        List<int[]> distinct = new ArrayList<>(List.of(NOWHERE));
        Map<IntBuffer, Integer> numbers = new HashMap<>();
        for (int position = 0; position < size; position++) {
            int[] others = without(follow[position], position + 1);
            steps.set(position, others.length < follow[position].length);
            if (others.length > 0) {
                leaps.set(position);
                stays.set(position, contains(others, position));
                leaves.set(position, others.length > 1 || others[0] != position);
                int number = numbers.computeIfAbsent(IntBuffer.wrap(others), key -> {
                    distinct.add(others);
                    return distinct.size() - 1;
                });
                jumpOf[position] = (short) number;
            }
        }
        this.stepping = rowOf(steps);
        this.jumping = rowOf(leaps);
        this.staying = rowOf(stays);
        this.leaving = rowOf(leaves);
        this.jumps = distinct.toArray(int[][]::new);
    }

    private long[] rowOf(BitSet bits) {
        long[] row = new long[words];
        long[] set = bits.toLongArray();
        System.arraycopy(set, 0, row, 0, set.length);
        return row;
    }

    private static boolean contains(int[] positions, int wanted) {
        for (int position : positions) {
            if (position == wanted) {
                return true;
            }
        }
        return false;
    }

    private static int[] without(int[] positions, int unwanted) {
        int count = 0;
        int[] kept = new int[positions.length];
        for (int position : positions) {
            if (position != unwanted) {
                kept[count++] = position;
            }
        }
        return count == 0 ? NOWHERE : Arrays.copyOf(kept, count);
    }

    /** Joins the stretches that are spanned by steps back. */
    private static short[] loopEnds(int[][] follow) {
        short[] ends = new short[follow.length];
        for (int position = 0; position < follow.length; position++) {
            ends[position] = (short) position;
        }
        for (int position = follow.length - 1; position >= 0; position--) {
            int back = position;
            for (int next : follow[position]) {
                back = Math.min(back, next);
                if (next <= position) {
                    ends[position] = (short) Math.max(ends[position], position + 1);
                }
            }
            for (int within = back; within < position; within++) {
                ends[within] = (short) Math.max(ends[within], ends[position]);
            }
        }
        return ends;
    }

    int size() {
        return size;
    }

    /** How many {@code long}s a set of its positions takes. */
    int words() {
        return words;
    }

    int[] firsts() {
        return firsts;
    }

    Alphabet alphabet() {
        return alphabet;
    }

    /** Whether the position after this one can follow it. */
    boolean steps(int position) {
        return Bits.has(stepping, position);
    }

    /** The positions that can follow this one, but for the one after it. */
    int[] jumps(int position) {
        return jumps[jumpOf[position]];
    }

    /** The end, exclusive, of the loop that begins at this position; the position itself if none does. */
    int loopEnd(int position) {
        return loopEnds[position];
    }

    boolean accepts(int position) {
        return Bits.has(accepting, position);
    }

    boolean acceptsAny(long[] rows, int offset) {
        for (int word = 0; word < words; word++) {
            if ((rows[offset + word] & accepting[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean acceptsAny(int word, long bits) {
        return (bits & accepting[word]) != 0;
    }

    /** Those of a word of positions that the next one can follow. */
    long stepping(int word, long bits) {
        return bits & stepping[word];
    }

    /** Those of a word of positions that have jumps. */
    long jumping(int word, long bits) {
        return bits & jumping[word];
    }

    /** How many different {@link #jumps} there are; the first are none. */
    int jumpCount() {
        return jumps.length;
    }

    /** Which of the different jumps a position has. */
    int jumpOf(int position) {
        return jumpOf[position];
    }

    int[] jumpTargets(int jump) {
        return jumps[jump];
    }

    /**
     * Accepts what this one does, from the last character to the first. Its positions are the same, but numbered from the
     * last to the first; the letters of the {@link #alphabet()} stay with the numbers of this one.
     */
    Automaton reversed() {
        int[][] follow = new int[size][0];
        int[] counts = new int[size];
        for (int position = size - 1; position >= 0; position--) {
            if (steps(position)) {
                append(follow, counts, mirrored(position + 1), mirrored(position));
            }
            for (int next : jumps(position)) {
                append(follow, counts, mirrored(next), mirrored(position));
            }
        }
        for (int position = 0; position < size; position++) {
            follow[position] = Arrays.copyOf(follow[position], counts[position]);
        }
        int[] lasts = IntStream.range(0, size)
                .filter(position -> accepts(mirrored(position)))
                .toArray();
        BitSet ends = new BitSet();
        for (int first : firsts) {
            ends.set(mirrored(first));
        }
        return new Automaton(lasts, follow, alphabet, ends);
    }

    private static void append(int[][] lists, int[] counts, int list, int value) {
        if (counts[list] == lists[list].length) {
            lists[list] = Arrays.copyOf(lists[list], 1 + 2 * counts[list]);
        }
        lists[list][counts[list]++] = value;
    }

    /** The number of a position in the {@linkplain #reversed() reversed} automaton, and back. */
    int mirrored(int position) {
        return size - 1 - position;
    }

    /** All positions that can follow this one, in no order. */
    int[] followers(int position) {
        int[] jumps = jumps(position);
        if (!steps(position)) {
            return jumps;
        }
        int[] all = Arrays.copyOf(jumps, jumps.length + 1);
        all[jumps.length] = position + 1;
        return all;
    }

    /** Sets {@code target} to all positions that can follow those of a set. */
    void follow(long[] rows, int offset, long[] target) {
        long carry = 0;
        for (int word = 0; word < words; word++) {
            long stepped = rows[offset + word] & stepping[word];
            target[word] = stepped << 1 | carry | rows[offset + word] & staying[word];
            carry = stepped >>> Long.SIZE - 1;
        }
        int last = 0;
        for (int word = 0; word < words; word++) {
            long leaping = rows[offset + word] & leaving[word];
            while (leaping != 0) {
                int jump = jumpOf[word * Long.SIZE + Long.numberOfTrailingZeros(leaping)];
                leaping &= leaping - 1;
                if (jump != last) {
                    Bits.setAll(target, jumps[jump]);
                    last = jump;
                }
            }
        }
    }
}
