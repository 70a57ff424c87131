package dev.intermute.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures one round of a scenario on one server. */
final class Measurement {
    /** What all requests of a round are listed under, where they are of several kinds. */
    static final String ALL = "all";

    /** From here on, the generator may be what is measured. */
    private static final double TOO_BUSY = 0.9;

    private final Volume volume;
    private final int threads;
    private final Results results;

    Measurement(Volume volume, int threads, Results results) {
        this.volume = volume;
        this.threads = threads;
        this.results = results;
    }

    /** A round that counts for nothing. */
    void warmUp(MeasuredServer server, Scenario scenario, Duration length) throws IOException {
        if (length.isZero()) {
            return;
        }
        try (Round round = Round.open(server.url(), scenario.plan(server, volume), threads)) {
            round.run(length);
        }
    }

    /** A round whose figures are kept. */
    void measure(MeasuredServer server, Scenario scenario, Duration length) throws IOException {
        Plan plan = scenario.plan(server, volume);
        Meter meter = new Meter(server);
        try (Round round = Round.open(server.url(), plan, threads)) {
            meter.start();
            Round.Outcome outcome = round.run(length);
            meter.stop();
            Map<String, Tally> tallies = withSum(plan, outcome.tallies());
            String whole = whole(tallies);
            tallies.forEach((kind, tally) -> {
                Figures figures = latencies(tally, outcome.seconds(tally));
                if (kind.equals(whole)) {
                    addCosts(figures, tally.count() + tally.errors(), outcome);
                    meter.addTo(
                            figures,
                            tally.count() + tally.errors(),
                            plan.subscriptions().size());
                }
                keep(new Row(server.label(), scenario.label(), kind), figures, tally);
            });
            warnIfBusy(server, scenario, outcome);
        }
    }

    private void keep(Row row, Figures figures, Tally tally) {
        results.add(row, figures);
        if (tally.errors() > 0) {
            results.remark("%s, %s, %s: %s".formatted(row.server(), row.scenario(), row.kind(), tally.firstError()));
        }
    }

    private void warnIfBusy(MeasuredServer server, Scenario scenario, Round.Outcome outcome) {
        if (outcome.busy() > TOO_BUSY) {
            results.remark("%s, %s: the generator was busy more than %.0f %% of the time, it may be the bottleneck"
                    .formatted(server.label(), scenario, TOO_BUSY * 100));
        }
    }

    private static Map<String, Tally> withSum(Plan plan, Map<String, Tally> kinds) {
        if (kinds.size() == 1 || !plan.subscriptions().isEmpty()) {
            return kinds;
        }
        Map<String, Tally> withSum = new LinkedHashMap<>(kinds);
        Tally sum = new Tally();
        kinds.values().forEach(sum::add);
        withSum.put(ALL, sum);
        return withSum;
    }

    /** The last kind: what the cost of the whole round is told for. */
    private static String whole(Map<String, Tally> kinds) {
        return kinds.keySet().stream().reduce((first, second) -> second).orElseThrow();
    }

    private static Figures latencies(Tally tally, double seconds) {
        Figures figures = new Figures().with(Figure.ERRORS, tally.errors());
        if (tally.count() == 0) {
            return figures;
        }
        return figures.with(Figure.REQUESTS_PER_SECOND, tally.count() / seconds)
                .with(Figure.P50_MILLIS, tally.millisAt(50))
                .with(Figure.P99_MILLIS, tally.millisAt(99))
                .with(Figure.P999_MILLIS, tally.millisAt(99.9))
                .with(Figure.MAX_MILLIS, tally.maxMillis());
    }

    private static void addCosts(Figures figures, long requests, Round.Outcome outcome) {
        figures.with(Figure.GENERATOR_BUSY, outcome.busy());
        if (requests > 0) {
            figures.with(Figure.GENERATOR_CPU_MICROS, outcome.generatorCpu().toNanos() / 1e3 / requests);
        }
    }
}
