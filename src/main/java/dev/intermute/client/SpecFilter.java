package dev.intermute.client;

/** Which specs are wanted. */
public final class SpecFilter extends RecordFilter<SpecFilter> {
    private SpecFilter(Fields fields) {
        super(fields);
    }

    /** All of them, to be narrowed down. */
    public static SpecFilter all() {
        return new SpecFilter(Fields.none());
    }

    /** Those that are so far. */
    public SpecFilter status(Spec.Status status) {
        return word("status", status);
    }

    @Override
    SpecFilter of(Fields narrower) {
        return new SpecFilter(narrower);
    }
}
