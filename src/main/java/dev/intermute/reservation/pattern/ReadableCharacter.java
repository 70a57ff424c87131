package dev.intermute.reservation.pattern;

import java.util.List;

/** Chooses which of the characters that would do is shown to a person. */
final class ReadableCharacter {
    /** What is tried in turn: the letters and digits that everybody knows, then everything that can be seen in ASCII. */
    private static final CharSet[] PREFERENCES = {
        range('a', 'z'), range('A', 'Z'), range('0', '9'), range('_', '_'), range('-', '-'), range('!', '~')
    };

    /** How many characters of a set are looked at for one that can be seen: some have only few, far from the first. */
    private static final int ATTEMPTS = 256;

    private ReadableCharacter() {}

    private static CharSet range(int first, int last) {
        return CharSet.of(List.of(new CharSet.Range(first, last)));
    }

    /** The most readable character of two sets that have one in common. */
    static int of(CharSet one, CharSet other) {
        if (one.isSingle() || other.isSingle()) {
            return (one.isSingle() ? one : other).first();
        }
        CharSet common = one.intersection(other);
        for (CharSet preference : PREFERENCES) {
            CharSet preferred = common.intersection(preference);
            if (!preferred.isEmpty()) {
                return preferred.first();
            }
        }
        return firstVisible(common);
    }

    private static int firstVisible(CharSet set) {
        int attempts = 0;
        for (CharSet.Range range : set.ranges()) {
            for (int character = range.first(); character <= range.last() && attempts < ATTEMPTS; character++) {
                if (isVisible(character)) {
                    return character;
                }
                attempts++;
            }
        }
        return set.first();
    }

    private static boolean isVisible(int character) {
        return Character.isLetterOrDigit(character);
    }

    /** The smaller, the better. Letters before others, a dot last, as a leading one hides a file. */
    static int rank(int character) {
        for (int i = 0; i < PREFERENCES.length; i++) {
            if (PREFERENCES[i].contains(character)) {
                return character == '.' ? Character.MAX_CODE_POINT + 1 : i * 0x80 + character;
            }
        }
        return 0x400 + character;
    }
}
