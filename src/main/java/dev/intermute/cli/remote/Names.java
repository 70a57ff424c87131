package dev.intermute.cli.remote;

import java.util.HashMap;
import java.util.Map;

import dev.intermute.client.Agents;
import dev.intermute.client.ErrorCode;
import dev.intermute.client.IntermuteException;

/** What agents are called whose ids an event has. The service is asked once for each; for one thread. */
final class Names {
    private final Agents agents;
    private final Map<String, String> known = new HashMap<>();

    Names(Agents agents) {
        this.agents = agents;
    }

    /** The name of an agent; what was asked for, if that is blank, or the service doesn't know it or can't say now. */
    String of(String idOrName) {
        String name = known.get(idOrName);
        if (name != null) {
            return name;
        }
        if (idOrName.isBlank()) {
            return idOrName;
        }
        try {
            return remember(idOrName, agents.get(idOrName).name());
        } catch (IntermuteException e) {
            // Otherwise asked again the next time: the service may have been away.
            return e.code() == ErrorCode.AGENT_NOT_FOUND ? remember(idOrName, idOrName) : idOrName;
        }
    }

    private String remember(String idOrName, String name) {
        known.put(idOrName, name);
        return name;
    }
}
