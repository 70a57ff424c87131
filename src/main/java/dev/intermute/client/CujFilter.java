package dev.intermute.client;

/** Which journeys are wanted. */
public final class CujFilter extends RecordFilter<CujFilter> {
    private CujFilter(Fields fields) {
        super(fields);
    }

    /** All of them, to be narrowed down. */
    public static CujFilter all() {
        return new CujFilter(Fields.none());
    }

    /** Those of this spec. */
    public CujFilter spec(String specId) {
        return text("spec", specId);
    }

    /** Those that are so far. */
    public CujFilter status(Cuj.Status status) {
        return word("status", status);
    }

    @Override
    CujFilter of(Fields narrower) {
        return new CujFilter(narrower);
    }
}
