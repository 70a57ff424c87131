package dev.intermute.reservation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.intermute.reservation.pattern.Effort;
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
        return IntStream.range(0, pairs(other))
                .mapToObj(pair -> overlap(other, pair))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** How many pairs of areas there are to compare. */
    int pairs(Claim other) {
        return areas.size() * other.areas.size();
    }

    /**
     * The areas of a pair, if they overlap.
     *
     * @param pair its number, from 0: the first of those that overlap is the one that is told
     */
    Optional<Overlap> overlap(Claim other, int pair) {
        Area mine = areas.get(pair / other.areas.size());
        Area theirs = other.areas.get(pair % other.areas.size());
        return mine.pattern().overlaps(theirs.pattern()) ? Optional.of(new Overlap(mine, theirs)) : Optional.empty();
    }

    /** How hard it is to compare. */
    Effort effort() {
        return areas.stream().map(area -> area.pattern().effort()).reduce(Effort.NONE, Effort::plus);
    }

    private Set<PathPattern> patterns() {
        return areas.stream().map(Area::pattern).collect(Collectors.toSet());
    }
}
