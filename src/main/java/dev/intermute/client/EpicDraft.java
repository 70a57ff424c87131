package dev.intermute.client;

/** An epic to make, or what of one is to change. */
public final class EpicDraft extends RecordDraft<EpicDraft> {
    private EpicDraft(Fields fields) {
        super(fields);
    }

    /** An epic that is called so. */
    public static EpicDraft titled(String title) {
        return changes().title(title);
    }

    /** Nothing yet: what is said next is what is to change. */
    public static EpicDraft changes() {
        return new EpicDraft(Fields.none());
    }

    /** What it is called. */
    public EpicDraft title(String text) {
        return text("title", text);
    }

    /** The spec that it serves. */
    public EpicDraft spec(String specId) {
        return text("spec_id", specId);
    }

    /** What it is about. */
    public EpicDraft description(String text) {
        return text("description", text);
    }

    /** How far it is; {@link Epic.Status#OPEN} where a new one doesn't say. */
    public EpicDraft status(Epic.Status status) {
        return word("status", status);
    }

    @Override
    EpicDraft of(Fields changed) {
        return new EpicDraft(changed);
    }
}
