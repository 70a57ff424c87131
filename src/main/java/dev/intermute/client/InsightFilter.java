package dev.intermute.client;

/** Which insights are wanted. */
public final class InsightFilter extends RecordFilter<InsightFilter> {
    private InsightFilter(Fields fields) {
        super(fields);
    }

    /** All of them, to be narrowed down. */
    public static InsightFilter all() {
        return new InsightFilter(Fields.none());
    }

    /** Those that bear on this spec. */
    public InsightFilter spec(String specId) {
        return text("spec", specId);
    }

    /** Those of this sort. */
    public InsightFilter category(String word) {
        return text("category", word);
    }

    /** Those from there. */
    public InsightFilter source(String word) {
        return text("source", word);
    }

    @Override
    InsightFilter of(Fields narrower) {
        return new InsightFilter(narrower);
    }
}
