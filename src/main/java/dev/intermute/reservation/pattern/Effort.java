package dev.intermute.reservation.pattern;

/**
 * How hard patterns are to compare. That of many is the sum of theirs, and what {@link #with} tells of two sums bounds the
 * steps that all pairs of one of these and one of those take together; a step takes about 10 ns at the worst.
 *
 * @param positions of automata, which are put against those of the others
 * @param rows what an automaton does for each character that it reads
 * @param characters of paths, which the automata of the others read, and some more for each path
 */
public record Effort(long positions, long rows, long characters) {
    /** What it takes to begin to read a path, in characters. */
    private static final int READING = 16;

    /** That of nothing. */
    public static final Effort NONE = new Effort(0, 0, 0);

    static Effort of(Automaton automaton) {
        return new Effort(automaton.size(), 2L * automaton.words(), 0);
    }

    static Effort ofPath(int characters) {
        return new Effort(0, 0, READING + characters);
    }

    /** That of both together. */
    public Effort plus(Effort other) {
        return new Effort(positions + other.positions, rows + other.rows, characters + other.characters);
    }

    /** At most how many steps it takes to compare these patterns with those; mere paths take none among themselves. */
    public long with(Effort other) {
        return positions * other.positions + rows * other.characters + characters * other.rows;
    }
}
