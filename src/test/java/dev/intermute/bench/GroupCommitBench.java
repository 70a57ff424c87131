package dev.intermute.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What group commit brings: sends a second of the packaged service, against the same service held to one unit a commit.
 * Rounds alternate, so that a noisy neighbour hits both; medians are compared. With {@code -Dbench.url=…} it measures
 * whatever answers there.
 */
@Tag("bench")
class GroupCommitBench {
    private static final int CONNECTIONS = Integer.getInteger("bench.connections", 64);
    private static final int WARM_UP_SECONDS = Integer.getInteger("bench.warm-up", 30);
    private static final int ROUND_SECONDS = Integer.getInteger("bench.seconds", 8);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final String URL = System.getProperty("bench.url", "");
    private static final double WANTED_RATIO = 3.5;

    @Test
    void group_commit_multiplies_the_sends_a_second() throws Exception {
        if (!URL.isEmpty()) {
            measureOne();
            return;
        }
        try (PackagedServer grouped = PackagedServer.start(PackagedServer.freshFolder());
                PackagedServer single = PackagedServer.start(
                        PackagedServer.freshFolder(), Map.of("INTERMUTE_STORE_BATCH_LIMIT", "1"), "--db", "test.db");
                Load groupedLoad = new Load(grouped.url(), CONNECTIONS, grouped::processorTime);
                Load singleLoad = new Load(single.url(), CONNECTIONS, single::processorTime)) {
            groupedLoad.run(WARM_UP_SECONDS);
            singleLoad.run(WARM_UP_SECONDS);
            List<Load.Figures> groupedRounds = new ArrayList<>();
            List<Load.Figures> singleRounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                groupedRounds.add(groupedLoad.run(ROUND_SECONDS));
                singleRounds.add(singleLoad.run(ROUND_SECONDS));
            }

            double ratio = report("group commit", groupedRounds) / report("one unit a commit", singleRounds);
            say("ratio of the medians: %.2f", ratio);
            assertThat(ratio).isGreaterThanOrEqualTo(WANTED_RATIO);
        }
    }

    private static void measureOne() throws Exception {
        try (Load load = new Load(URL, CONNECTIONS, () -> Duration.ZERO)) {
            load.run(WARM_UP_SECONDS);
            List<Load.Figures> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(load.run(ROUND_SECONDS));
            }
            report(URL, rounds);
        }
    }

    private static double report(String what, List<Load.Figures> rounds) {
        double perSecond = median(rounds, Load.Figures::perSecond);
        say(
                "%-20s %8.0f sends/s   p50 %6.2f ms   p99 %6.2f ms   server CPU %5.0f us a send   (rounds: %s)",
                what,
                perSecond,
                median(rounds, Load.Figures::p50Millis),
                median(rounds, Load.Figures::p99Millis),
                median(rounds, Load.Figures::cpuMicros),
                rounds.stream()
                        .map(round -> String.format(Locale.ROOT, "%.0f", round.perSecond()))
                        .toList());
        return perSecond;
    }

    private static double median(List<Load.Figures> rounds, ToDoubleFunction<Load.Figures> figure) {
        return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
    }

    private static void say(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }
}
