package dev.intermute.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What one round, or all rounds together, gave for one row. A figure that wasn't to be had is not in it. */
final class Figures {
    private final Map<Figure, Double> values = new EnumMap<>(Figure.class);

    Figures with(Figure figure, double value) {
        values.put(figure, value);
        return this;
    }

    Optional<Double> get(Figure figure) {
        return Optional.ofNullable(values.get(figure));
    }

    void forEach(BiConsumer<Figure, Double> action) {
        values.forEach(action);
    }

    /** One for all rounds: medians, but for the worst maximum and the sum of the errors. */
    static Figures fold(List<Figures> rounds) {
        Figures folded = new Figures();
        for (Figure figure : Figure.values()) {
            List<Double> values = rounds.stream()
                    .map(round -> round.values.get(figure))
                    .filter(Objects::nonNull)
                    .toList();
            if (!values.isEmpty()) {
                folded.with(figure, figure.fold(values));
            }
        }
        return folded;
    }
}
