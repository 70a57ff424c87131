package dev.intermute.client;

import java.util.List;

/** The critical user journeys of a project. */
public final class Cujs extends VersionedRecords<Cuj, CujDraft, CujFilter> {
    Cujs(IntermuteClient client) {
        super(client, "/api/cujs", Cuj.class);
    }

    /**
     * Says that a journey goes through a feature. Twice is once.
     *
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, or as every call
     */
    public CujLink link(String id, String featureId) {
        return link("/api/cujs/{}/link", id, featureId);
    }

    /**
     * Says that a journey doesn't go through a feature any more. Twice is once.
     *
     * @return what isn't linked any more
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, or as every call
     */
    public CujLink unlink(String id, String featureId) {
        return link("/api/cujs/{}/unlink", id, featureId);
    }

    /**
     * The features that a journey goes through, by their ids.
     *
     * @throws IntermuteException {@link ErrorCode#RECORD_NOT_FOUND}, or as every call
     */
    public List<CujLink> links(String id) {
        return Pages.all(client(), Call.get("/api/cujs/{}/links", id), "", CujLink.class);
    }

    private CujLink link(String action, String id, String featureId) {
        return client().send(Call.repeatable("POST", action, id).with(Fields.of("feature_id", featureId)))
                .as(CujLink.class);
    }
}
