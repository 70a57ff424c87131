package dev.intermute.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.intermute.access.Sha256;

/**
 * What an agent asks for when it registers, checked, with what had to be drawn beforehand.
 *
 * @param name the name that it wants
 * @param sessionId its session, if it has one; a client that comes back with it is the same agent
 * @param capabilities what it can do; empty where it doesn't say
 * @param metadata what else it says of itself
 * @param status its own word for its state
 * @param refuseTakenName whether a taken name is an error; else it gets a number
 * @param tokenAlone whose token it carried when it came, where it names no agent beside it
 * @param drawn ids, token and names to use where new ones are needed
 */
record Registration(
        String project,
        Optional<String> name,
        Optional<String> sessionId,
        Optional<List<String>> capabilities,
        Optional<Map<String, String>> metadata,
        Optional<String> status,
        boolean refuseTakenName,
        Optional<String> tokenAlone,
        Drawn drawn) {

    /**
     * Whether it carries the token that an agent has now: since the request came in, another registration may have given
     * that agent a new one.
     */
    boolean carriesTokenOf(Agent agent) {
        return drawn.presentedToken() != null
                && Sha256.hex(drawn.presentedToken()).equals(agent.tokenHash);
    }

    /**
     * What is random in a registration.
     *
     * @param token a new token, and {@code presentedToken} the one that the request carries
     */
    record Drawn(String agentId, String sessionId, String token, String presentedToken, List<String> names) {}
}
