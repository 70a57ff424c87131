package dev.intermute.bench;

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
import org.openjdk.jmh.infra.Blackhole;

import dev.intermute.reservation.pattern.PathPattern;
import dev.intermute.reservation.pattern.PatternIndex;

/** How long it takes to find those of a project's patterns with which one overlaps. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PatternIndexBenchmark {
    private static final int FILES_OF_A_FOLDER = 20;

    @Param({"100", "1000", "10000"})
    private int files;

    @Param({"src/pkg1/file3.go", "src/pkg1", "src/*/file3.go", "**/*.go", "**/*.ts"})
    private String asking;

    private final PatternIndex<Integer> index = new PatternIndex<>();
    private PathPattern question;

    @Setup
    public void fill() {
        question = PathPattern.parse(asking);
        for (int i = 0; i < files; i++) {
            index.add(
                    PathPattern.parse("src/pkg" + i / FILES_OF_A_FOLDER + "/file" + i % FILES_OF_A_FOLDER + ".go"), i);
        }
    }

    @Benchmark
    public void ask(Blackhole found) {
        index.forEachOverlapping(question, value -> true, found::consume);
    }
}
