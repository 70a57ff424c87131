package dev.intermute.client;

/** The epics of a project. */
public final class Epics extends VersionedRecords<Epic, EpicDraft, EpicFilter> {
    Epics(IntermuteClient client) {
        super(client, "/api/epics", Epic.class);
    }
}
