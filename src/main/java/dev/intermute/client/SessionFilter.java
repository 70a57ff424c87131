package dev.intermute.client;

/** Which runs are wanted. */
public final class SessionFilter extends RecordFilter<SessionFilter> {
    private SessionFilter(Fields fields) {
        super(fields);
    }

    /** All of them, to be narrowed down. */
    public static SessionFilter all() {
        return new SessionFilter(Fields.none());
    }

    /** Those of an agent, by its id or name, whichever the record has. */
    public SessionFilter agent(String idOrName) {
        return text("agent", idOrName);
    }

    /** Those that do this. */
    public SessionFilter status(Session.Status status) {
        return word("status", status);
    }

    @Override
    SessionFilter of(Fields narrower) {
        return new SessionFilter(narrower);
    }
}
