package dev.intermute.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.intermute.reservation.pattern.PathPattern;

/** How long it takes to read a pattern, to decide whether two overlap, and to find the path that shows it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PatternBenchmark {
    /** Pairs of patterns that overlap, from the usual ones to the worst that the limits let through. */
    public enum Pair {
        LITERAL("src/auth", "src/auth/login.go"),
        LITERAL_AND_GLOB("src/auth/login.go", "src/**/*.go"),
        GLOBS("src/**/*.go", "src/auth/*_test.{go,ts}"),
        HOSTILE_STARS("*" + "aaaa*".repeat(8) + "b", "*" + "aaaa*".repeat(8) + "c*"),
        HOSTILE_SEGMENTS("**/" + "a/".repeat(480) + "b", "**/" + "a/".repeat(480) + "c"),
        HOSTILE_BRACES(
                "*" + ("{" + "aaaaaaaaaaaa,".repeat(31) + "a}").repeat(2) + "*b",
                "*" + ("{" + "aaaaaaaaaaaa,".repeat(31) + "a}").repeat(2) + "*c*");

        private final String one;
        private final String other;

        Pair(String one, String other) {
            this.one = one;
            this.other = other;
        }
    }

    @Param
    private Pair pair;

    private PathPattern one;
    private PathPattern other;

    @Setup
    public void parseBoth() {
        one = PathPattern.parse(pair.one);
        other = PathPattern.parse(pair.other);
    }

    @Benchmark
    public PathPattern parse() {
        return PathPattern.parse(pair.one);
    }

    @Benchmark
    public boolean overlaps() {
        return one.overlaps(other);
    }

    @Benchmark
    public Optional<String> witness() {
        return one.witness(other);
    }
}
