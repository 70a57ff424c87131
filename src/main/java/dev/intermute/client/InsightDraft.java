package dev.intermute.client;

/** An insight to make, or what of one is to change. */
public final class InsightDraft extends RecordDraft<InsightDraft> {
    private InsightDraft(Fields fields) {
        super(fields);
    }

    /** An insight in a line, where it comes from, and what sort of thing it is. */
    public static InsightDraft titled(String title, String source, String category) {
        return changes().title(title).source(source).category(category);
    }

    /** Nothing yet: what is said next is what is to change. */
    public static InsightDraft changes() {
        return new InsightDraft(Fields.none());
    }

    /** It in a line. */
    public InsightDraft title(String text) {
        return text("title", text);
    }

    /** Where it comes from. */
    public InsightDraft source(String word) {
        return text("source", word);
    }

    /** What sort of thing it is. */
    public InsightDraft category(String word) {
        return text("category", word);
    }

    /** The spec that it bears on. */
    public InsightDraft spec(String specId) {
        return text("spec_id", specId);
    }

    /** It at length. */
    public InsightDraft body(String text) {
        return text("body", text);
    }

    /** Where to read more. */
    public InsightDraft url(String address) {
        return text("url", address);
    }

    /** How much it counts, by whoever found it. */
    public InsightDraft score(double value) {
        return number("score", value);
    }

    /** That nobody says how much it counts. */
    public InsightDraft withoutScore() {
        return none("score");
    }

    @Override
    InsightDraft of(Fields changed) {
        return new InsightDraft(changed);
    }
}
