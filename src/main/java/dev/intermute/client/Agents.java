package dev.intermute.client;

import java.util.List;

/** The agents of a project. */
public final class Agents {
    private final IntermuteClient client;

    Agents(IntermuteClient client) {
        this.client = client;
    }

    /** All of them, most recently seen first. */
    public List<Agent> list() {
        return Pages.all(client, Call.get("/api/agents"), "agents", Agent.class);
    }

    /** Those that have one of these capabilities at least. */
    public List<Agent> withCapability(String... anyOf) {
        return Pages.all(
                client, Call.get("/api/agents").given("capability", String.join(",", anyOf)), "agents", Agent.class);
    }

    /**
     * One of them.
     *
     * @param idOrName which
     * @throws IntermuteException {@link ErrorCode#AGENT_NOT_FOUND}, or as every call
     */
    public Agent get(String idOrName) {
        return client.send(Call.get("/api/agents/{}", idOrName)).as(Agent.class);
    }
}
