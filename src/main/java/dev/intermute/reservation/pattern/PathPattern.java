package dev.intermute.reservation.pattern;

import java.util.List;
import java.util.Optional;

/**
 * A pattern of paths, relative to the root of a project and anchored there.
 *
 * <p>{@code *} stands for any run of characters of a segment, also for none; {@code ?} for one character; {@code [a-z]} and
 * {@code [!a]} or {@code [^a]} for one of a class; {@code **} as a whole segment for any number of segments, also for none,
 * and beside other characters for {@code *}; <code>{a,b}</code> for what either of the patterns does that one gets by
 * writing a branch in its place; {@code \} quotes. Segments that are empty or {@code .} don't matter. Characters are Unicode
 * code points, case counts, a leading dot is an ordinary character. A pattern <i>covers</i> the paths that it matches and
 * all below them. A path is one or more segments, none of which is empty, {@code .} or {@code ..}.
 *
 * <p>Two patterns overlap exactly if some path is covered by both. Each is turned into an automaton that accepts the paths
 * that it covers; their product accepts those that both cover, and there is one exactly if a pair of accepting positions can
 * be reached. {@link Sweep} says why it reaches every pair that can be. Nothing is guessed and no file is looked at.
 *
 * <p>Immutable. Two patterns are equal if their normal forms are, which then cover the same; the reverse doesn't hold.
 */
public final class PathPattern {
    /** In code points. */
    public static final int MAX_CHARACTERS = 1024;

    /**
     * As written: each {@code *} is one, more of them that make up a segment are one together, each {@code ?} is one, and
     * each class.
     */
    public static final int MAX_WILDCARDS = 10;

    /** As written: the branches of all braces together. */
    public static final int MAX_ALTERNATIVES = 64;

    /**
     * In a segment that has a wildcard, by the choice of branches that makes most of them: characters, {@code ?}, classes and
     * runs of stars. A segment of mere characters is one token, however long.
     */
    public static final int MAX_TOKENS_PER_SEGMENT = 50;

    private final String text;
    private final LiteralSegments literals;
    private final SegmentEdges edges;
    /** {@code null} where literals say all. */
    private final Automaton automaton;

    private PathPattern(List<Node> nodes) {
        text = NormalForm.print(nodes);
        literals = LiteralSegments.of(nodes);
        edges = SegmentEdges.of(nodes);
        automaton = literals.all() ? null : AutomatonBuilder.build(nodes);
    }

    /** @throws InvalidPatternException if the text is no pattern, covers no path, or is beyond a limit */
    public static PathPattern parse(String text) {
        List<Node> nodes = PatternParser.parse(text);
        SegmentRules.check(nodes);
        return new PathPattern(NormalForm.of(nodes));
    }

    /** The normal form: covers the same paths, is within the same limits, and is its own normal form. */
    public String text() {
        return text;
    }

    /** Whether it is a mere path, without a wildcard or a choice. */
    public boolean isLiteral() {
        return literals.all();
    }

    /** The segments at its beginning that stand for themselves. */
    public List<String> beginning() {
        return literals.names();
    }

    /** How hard it is to compare. */
    public Effort effort() {
        return automaton == null ? Effort.ofPath(text.length()) : Effort.of(automaton);
    }

    /** Whether some path is covered by both. */
    public boolean overlaps(PathPattern other) {
        if (!literals.agreesWith(other.literals)) {
            return false;
        }
        if (literals.all() && other.literals.all()) {
            return true;
        }
        if (edges.exclude(other.edges)) {
            return false;
        }
        if (literals.all()) {
            return other.meets(literals);
        }
        if (other.literals.all()) {
            return meets(other.literals);
        }
        return new Sweep(productWith(other)).findsCommonPath();
    }

    /** Whether it covers a path at or below a literal one with which its own literal segments agree. */
    private boolean meets(LiteralSegments path) {
        return literals.isLongerThan(path) || Reading.meets(automaton, path.names());
    }

    /**
     * A shortest path, in code points, that both cover; always the same one for the same two patterns, whichever is asked
     * about the other. Empty if they don't overlap.
     */
    public Optional<String> witness(PathPattern other) {
        if (!literals.agreesWith(other.literals)) {
            return Optional.empty();
        }
        if (literals.all() && other.literals.all()) {
            return Optional.of((literals.isLongerThan(other.literals) ? literals : other.literals).path());
        }
        return new ShortestPath(productWith(other)).find();
    }

    /** The smaller one makes the rows; of two as large the one whose text is smaller. */
    Product productWith(PathPattern other) {
        Automaton mine = automaton();
        Automaton theirs = other.automaton();
        int order = Integer.compare(mine.size(), theirs.size());
        boolean first = order < 0 || order == 0 && text.compareTo(other.text) <= 0;
        return first ? new Product(mine, theirs) : new Product(theirs, mine);
    }

    /** That of a literal pattern is hardly ever needed, and larger than the pattern. */
    Automaton automaton() {
        return automaton != null ? automaton : AutomatonBuilder.build(PatternParser.parse(text));
    }

    /**
     * Whether it covers a path.
     *
     * @param path segments with one {@code /} between them; what is no path is covered by no pattern
     */
    public boolean covers(String path) {
        return new Run(automaton()).start().read(path).accepts();
    }

    LiteralSegments literals() {
        return literals;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
