package dev.intermute.client;

/** A spec to make, or what of one is to change. */
public final class SpecDraft extends RecordDraft<SpecDraft> {
    private SpecDraft(Fields fields) {
        super(fields);
    }

    /** A spec that is called so. */
    public static SpecDraft titled(String title) {
        return changes().title(title);
    }

    /** Nothing yet: what is said next is what is to change. */
    public static SpecDraft changes() {
        return new SpecDraft(Fields.none());
    }

    /** What it is called. */
    public SpecDraft title(String text) {
        return text("title", text);
    }

    /** How things are once it is there. */
    public SpecDraft vision(String text) {
        return text("vision", text);
    }

    /** Whom it is for. */
    public SpecDraft users(String text) {
        return text("users", text);
    }

    /** What is wrong without it. */
    public SpecDraft problem(String text) {
        return text("problem", text);
    }

    /** How far it is; {@link Spec.Status#DRAFT} where a new one doesn't say. */
    public SpecDraft status(Spec.Status status) {
        return word("status", status);
    }

    @Override
    SpecDraft of(Fields changed) {
        return new SpecDraft(changed);
    }
}
