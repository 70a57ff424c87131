package dev.intermute.bench;

import java.util.List;
import java.util.Locale;

/** What is told of the requests of one kind. */
enum Figure {
    REQUESTS_PER_SECOND("requests/s", "%,.0f", Fold.MEDIAN),
    /** Of the same server's no-op, in the same run. */
    RATIO_TO_NOOP("of noop", "%.3f", Fold.MEDIAN),
    P50_MILLIS("p50 ms", "%.2f", Fold.MEDIAN),
    P99_MILLIS("p99 ms", "%.2f", Fold.MEDIAN),
    P999_MILLIS("p99.9 ms", "%.2f", Fold.MEDIAN),
    MAX_MILLIS("max ms", "%.2f", Fold.MAX),
    ERRORS("errors", "%,.0f", Fold.SUM),
    SERVER_CPU_MICROS("CPU µs", "%,.1f", Fold.MEDIAN),
    RSS_MEBIBYTES("RSS MiB", "%,.0f", Fold.MEDIAN),
    /** What the server's memory grew by while sockets were opened and used. */
    SOCKET_KIBIBYTES("KiB/socket", "%,.1f", Fold.MEDIAN),
    /** Of the generator's busiest thread, the share of time in which it didn't wait. */
    GENERATOR_BUSY("gen. busy", "%.2f", Fold.MEDIAN),
    GENERATOR_CPU_MICROS("gen. CPU µs", "%,.1f", Fold.MEDIAN);

    /** How the rounds become one figure. */
    private enum Fold {
        MEDIAN {
            @Override
            double of(double[] sorted) {
                int middle = sorted.length / 2;
                return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            }
        },
        MAX {
            @Override
            double of(double[] sorted) {
                return sorted[sorted.length - 1];
            }
        },
        SUM {
            @Override
            double of(double[] sorted) {
                double sum = 0;
                for (double each : sorted) {
                    sum += each;
                }
                return sum;
            }
        };

        abstract double of(double[] sorted);
    }

    private final String header;
    private final String format;
    private final Fold fold;

    Figure(String header, String format, Fold fold) {
        this.header = header;
        this.format = format;
        this.fold = fold;
    }

    /** What stands above it in a table. */
    String header() {
        return header;
    }

    /** Its name in JSON. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    String print(double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** One for all rounds. */
    double fold(List<Double> rounds) {
        return fold.of(rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }
}
