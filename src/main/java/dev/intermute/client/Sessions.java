package dev.intermute.client;

/** The runs of agents in a project. */
public final class Sessions extends UnversionedRecords<Session, SessionDraft, SessionFilter> {
    Sessions(IntermuteClient client) {
        super(client, "/api/sessions", Session.class);
    }
}
