package dev.intermute.client;

/** Which epics are wanted. */
public final class EpicFilter extends RecordFilter<EpicFilter> {
    private EpicFilter(Fields fields) {
        super(fields);
    }

    /** All of them, to be narrowed down. */
    public static EpicFilter all() {
        return new EpicFilter(Fields.none());
    }

    /** Those that serve this spec. */
    public EpicFilter spec(String specId) {
        return text("spec", specId);
    }

    /** Those that are so far. */
    public EpicFilter status(Epic.Status status) {
        return word("status", status);
    }

    @Override
    EpicFilter of(Fields narrower) {
        return new EpicFilter(narrower);
    }
}
