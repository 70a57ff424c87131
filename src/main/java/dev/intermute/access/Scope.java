package dev.intermute.access;

import java.util.Optional;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Text;

/** The project that a request is bound to, and the agent that makes it. */
public final class Scope {
    private final String project;
    private final AgentIdentities agents;
    private final boolean tokenRequired;
    private final String tokenOwner;
    private final String identity;

    Scope(String project, AgentIdentities agents, boolean tokenRequired, String tokenOwner, String identity) {
        this.project = project;
        this.agents = agents;
        this.tokenRequired = tokenRequired;
        this.tokenOwner = tokenOwner;
        this.identity = identity;
    }

    /** The project; every statement on behalf of the request is bound to it. */
    public String project() {
        return project;
    }

    /**
     * The agent that the request says it comes from ({@code X-Agent-ID}), as id, name or mailbox. Where tokens are
     * required it is only believed with its token.
     */
    public Optional<Address> identity() {
        if (identity == null || (tokenRequired && tokenOwner == null)) {
            return Optional.empty();
        }
        return Optional.of(resolve(identity));
    }

    /**
     * The text of {@code X-Agent-ID}, believed or not: for a request that acts for that agent where it names no other,
     * to be given to {@link #actFor}.
     */
    public Optional<String> claimed() {
        return Optional.ofNullable(identity);
    }

    /** The agent whose token the request carries. */
    public Optional<String> tokenOwner() {
        return Optional.ofNullable(tokenOwner);
    }

    /** What a text that names an agent means in this project. */
    public Address resolve(String reference) {
        return agents.find(project, reference)
                .map(id -> new Address(reference, id, true))
                .orElseGet(() -> new Address(reference, reference, false));
    }

    /**
     * What a text that names an agent means, where the request acts for that agent.
     *
     * @param field the field or parameter that names it
     * @throws ApiException {@code agent_mismatch} if the request carries the token of another agent, or none where
     *     tokens are required; {@code invalid_request} if the text is too long
     */
    public Address actFor(String field, String reference) {
        Text.checkName(field, reference);
        Address address = resolve(reference);
        if (tokenOwner != null && !tokenOwner.equals(address.mailbox())) {
            throw new ApiException(
                    ErrorCode.AGENT_MISMATCH,
                    "The X-Agent-Token is another agent's than the one named as " + field + ".");
        }
        if (tokenRequired && tokenOwner == null) {
            throw new ApiException(
                    ErrorCode.AGENT_MISMATCH,
                    "This service wants the X-Agent-Token of the agent named as " + field
                            + ", with its X-Agent-ID; registration hands it out.");
        }
        return address;
    }
}
