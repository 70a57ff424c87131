package dev.intermute.client;

/** The specs of a project. */
public final class Specs extends VersionedRecords<Spec, SpecDraft, SpecFilter> {
    Specs(IntermuteClient client) {
        super(client, "/api/specs", Spec.class);
    }
}
