package dev.intermute.reservation.pattern;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** The distinct sets of characters by which the positions of an {@link Automaton} are entered: its letters. Immutable. */
final class Alphabet {
    /** Single characters first, ascending; then the larger sets. */
    private final CharSet[] letters;

    private final int[] singles;
    private final short[] letterOf;
    /** The positions ordered by letter, and where each letter's begin. */
    private final short[] positions;

    private final int[] starts;

    Alphabet(CharSet[] characters) {
        letters = Arrays.stream(characters)
                .distinct()
                .sorted(Comparator.comparing((CharSet set) -> !set.isSingle()).thenComparing(CharSet::first))
                .toArray(CharSet[]::new);
        singles = Arrays.stream(letters)
                .filter(CharSet::isSingle)
                .mapToInt(CharSet::first)
                .toArray();
        Map<CharSet, Integer> numbers = new HashMap<>();
        for (int letter = 0; letter < letters.length; letter++) {
            numbers.put(letters[letter], letter);
        }
        letterOf = new short[characters.length];
        starts = new int[letters.length + 1];
        for (int position = 0; position < letterOf.length; position++) {
            letterOf[position] = numbers.get(characters[position]).shortValue();
            starts[letterOf[position] + 1]++;
        }
        for (int letter = 0; letter < letters.length; letter++) {
            starts[letter + 1] += starts[letter];
        }
        positions = new short[characters.length];
        int[] next = starts.clone();
        for (int position = 0; position < letterOf.length; position++) {
            positions[next[letterOf[position]]++] = (short) position;
        }
    }

    int size() {
        return letters.length;
    }

    int letterOf(int position) {
        return letterOf[position];
    }

    CharSet letter(int number) {
        return letters[number];
    }

    /** The positions that a character enters. */
    long[] enteredBy(int character, int words) {
        long[] row = new long[words];
        int single = Arrays.binarySearch(singles, character);
        if (single >= 0) {
            addPositions(single, row);
        }
        for (int letter = singles.length; letter < letters.length; letter++) {
            if (letters[letter].contains(character)) {
                addPositions(letter, row);
            }
        }
        return row;
    }

    /** The positions that some character of a set enters. */
    long[] enteredBy(CharSet set, int words) {
        if (set.isSingle()) {
            return enteredBy(set.first(), words);
        }
        long[] row = new long[words];
        for (int letter = 0; letter < letters.length; letter++) {
            if (letter < singles.length ? set.contains(singles[letter]) : set.intersects(letters[letter])) {
                addPositions(letter, row);
            }
        }
        return row;
    }

    private void addPositions(int letter, long[] row) {
        for (int i = starts[letter]; i < starts[letter + 1]; i++) {
            Bits.set(row, positions[i]);
        }
    }
}
