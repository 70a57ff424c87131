package dev.intermute.cli.remote;

import java.util.HashMap;
import java.util.Map;

import dev.intermute.client.Agents;
import dev.intermute.client.IntermuteException;

/** What agents are called whose ids an event has. Asked for once each; for one thread. */
final class Names {
    private final Agents agents;
    private final Map<String, String> known = new HashMap<>();

    Names(Agents agents) {
        this.agents = agents;
    }

    /** The name of an agent; what was asked for, if the service doesn't know it or can't say now. */
    String of(String idOrName) {
        String name = known.get(idOrName);
        if (name != null) {
            return name;
        }
        try {
            String found = agents.get(idOrName).name();
            known.put(idOrName, found);
            return found;
        } catch (IntermuteException e) {
            // Asked again the next time: the service may have been away.
            return idOrName;
        }
    }
}
