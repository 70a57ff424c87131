package dev.intermute.client;

import java.util.Map;

/**
 * Which records of a kind are wanted: those for which all holds that is said. Immutable: each method gives another. An empty text
 * narrows nothing.
 *
 * @param <F> the kind of filter
 */
public abstract sealed class RecordFilter<F extends RecordFilter<F>>
        permits SpecFilter, EpicFilter, StoryFilter, TaskFilter, InsightFilter, SessionFilter, CujFilter {
    private final Fields fields;

    RecordFilter(Fields fields) {
        this.fields = fields;
    }

    Call narrow(Call list) {
        Call narrowed = list;
        for (Map.Entry<String, Object> field : fields.values().entrySet()) {
            narrowed =
                    narrowed.query(field.getKey(), Wire.tree(field.getValue()).asText());
        }
        return narrowed;
    }

    abstract F of(Fields narrower);

    final F text(String name, String value) {
        return of(fields.with(name, value));
    }

    final F word(String name, Enum<?> value) {
        return of(fields.with(name, Wire.known(name, value)));
    }
}
