package dev.intermute.client;

/** The insights of a project. */
public final class Insights extends UnversionedRecords<Insight, InsightDraft, InsightFilter> {
    Insights(IntermuteClient client) {
        super(client, "/api/insights", Insight.class);
    }

    /**
     * Says which spec an insight bears on, instead of the one that it named before.
     *
     * @return the insight as it is now
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, or as every call
     */
    public Insight link(String id, String specId) {
        return client().send(Call.once("POST", "/api/insights/{}/link", id).with(Fields.of("spec_id", specId)))
                .as(Insight.class);
    }
}
