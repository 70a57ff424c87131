package dev.intermute.reservation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.intermute.reservation.pattern.PathPattern;

/**
 * What is claimed, and how.
 *
 * @param areas one for each pattern, no two of them the same
 * @param exclusive whether nobody else may hold what overlaps; else others may, unless they want it exclusively
 */
record Claim(List<Area> areas, boolean exclusive) {

    /** A pattern as it was written, and what it means. */
    record Area(String written, PathPattern pattern) {}

    /** Two areas that overlap: {@code mine} of the claim that asks, {@code theirs} of the other. */
    record Overlap(Area mine, Area theirs) {
        /** The same as the other claim sees it. */
        Overlap flipped() {
            return new Overlap(theirs, mine);
        }
    }

    Claim {
        areas = List.copyOf(areas);
    }

    /** The patterns as they were written. */
    List<String> written() {
        return areas.stream().map(Area::written).toList();
    }

    /** Whether it is for the same paths, as far as normal forms tell, in the same way. */
    boolean isSame(Claim other) {
        return exclusive == other.exclusive && patterns().equals(other.patterns());
    }

    /** Whether both can be held at once, whatever their paths. */
    boolean isCompatible(Claim other) {
        return !exclusive && !other.exclusive;
    }

    /** The first areas that overlap. */
    Optional<Overlap> overlap(Claim other) {
        return areas.stream()
                .flatMap(mine -> other.areas.stream()
                        .filter(theirs -> mine.pattern().overlaps(theirs.pattern()))
                        .map(theirs -> new Overlap(mine, theirs)))
                .findFirst();
    }

    /** How hard it is: the product of two weights bounds the steps of their comparison, see {@link PathPattern#weight}. */
    long weight() {
        return areas.stream().mapToLong(area -> area.pattern().weight()).sum();
    }

    private Set<PathPattern> patterns() {
        return areas.stream().map(Area::pattern).collect(Collectors.toSet());
    }
}
