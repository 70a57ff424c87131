package dev.intermute.reservation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.reservation.pattern.InvalidPatternException;
import dev.intermute.reservation.pattern.PathPattern;
import dev.intermute.reservation.pattern.PatternCache;

/** Reads patterns. The same texts come again and again, so what was read is kept. */
@ApplicationScoped
class ClaimReader {
    /** The most patterns of one reservation or check. */
    static final int MAX_PATTERNS = 50;

    /**
     * The most characters (code points) of its patterns that aren't mere paths, all together. Every pattern of a claim may
     * have to be compared with every one of another, so this bounds what two claims cost each other.
     */
    static final int MAX_CHARACTERS = 4096;

    private static final int MAX_KEPT = 10_000;
    private static final int MAX_KEPT_CHARACTERS = 1_000_000;

    private final PatternCache cache = new PatternCache(MAX_KEPT, MAX_KEPT_CHARACTERS);

    /**
     * Reads the patterns of a request; of those that mean the same the first stays.
     *
     * @param written each with the field that it was written in
     * @throws ApiException {@code invalid_pattern} with the field and the position, {@code invalid_request} for too many, or
     *     too much in them
     */
    Claim read(List<Written> written, boolean exclusive) {
        if (written.size() > MAX_PATTERNS) {
            throw ApiException.invalid(
                    written.get(MAX_PATTERNS).field(),
                    "At most " + MAX_PATTERNS + " patterns at once; ask several times.");
        }
        List<Claim.Area> areas = new ArrayList<>();
        Set<PathPattern> known = new HashSet<>();
        int characters = 0;
        for (Written text : written) {
            PathPattern pattern = parse(text);
            characters += pattern.isLiteral() ? 0 : text.characters();
            if (characters > MAX_CHARACTERS) {
                throw ApiException.invalid(
                        text.field(),
                        "Patterns with wildcards or braces have at most " + MAX_CHARACTERS
                                + " characters together; ask several times.");
            }
            if (known.add(pattern)) {
                areas.add(new Claim.Area(text.pattern(), pattern));
            }
        }
        return new Claim(areas, exclusive);
    }

    /** Reads what was stored, which was read before. */
    Claim stored(List<String> written, boolean exclusive) {
        return new Claim(
                written.stream()
                        .map(text -> new Claim.Area(text, cache.parse(text)))
                        .toList(),
                exclusive);
    }

    private PathPattern parse(Written text) {
        try {
            return cache.parse(text.pattern());
        } catch (InvalidPatternException e) {
            throw new ApiException(ErrorCode.INVALID_PATTERN, e.getMessage())
                    .with("field", text.field())
                    .with("position", e.position())
                    .with("pattern", text.pattern());
        }
    }

    /** A pattern, and the field or parameter that holds it. */
    record Written(String field, String pattern) {
        int characters() {
            return pattern.codePointCount(0, pattern.length());
        }
    }
}
