package dev.intermute.reservation.pattern;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Patterns that were parsed lately, by the text that they were parsed from. Bounded both in entries and in the characters of
 * their texts, as a compiled pattern takes some tens of bytes for each; those that were not asked for the longest go first.
 * May be used by many threads; two that ask for a new text at the same time may both parse it.
 */
public final class PatternCache {
    private final int maxEntries;
    private final int maxCharacters;
    private final Map<String, PathPattern> patterns = new LinkedHashMap<>(16, 0.75f, true);
    private int characters;

    /**
     * @param maxEntries at least 1
     * @param maxCharacters of all texts together, in {@code char}s; a text that is longer is not kept
     */
    public PatternCache(int maxEntries, int maxCharacters) {
        this.maxEntries = maxEntries;
        this.maxCharacters = maxCharacters;
    }

    /** @throws InvalidPatternException as {@link PathPattern#parse} does; that isn't kept */
    public PathPattern parse(String text) {
        PathPattern known = find(text);
        if (known != null) {
            return known;
        }
        PathPattern parsed = PathPattern.parse(text);
        keep(text, parsed);
        return parsed;
    }

    private synchronized PathPattern find(String text) {
        return patterns.get(text);
    }

    private synchronized void keep(String text, PathPattern pattern) {
        if (text.length() > maxCharacters || patterns.putIfAbsent(text, pattern) != null) {
            return;
        }
        characters += text.length();
        Iterator<String> oldest = patterns.keySet().iterator();
        while (patterns.size() > maxEntries || characters > maxCharacters) {
            characters -= oldest.next().length();
            oldest.remove();
        }
    }

    synchronized int size() {
        return patterns.size();
    }
}
