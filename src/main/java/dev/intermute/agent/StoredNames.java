package dev.intermute.agent;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.event.MailboxOwners;

/** Tells the log's readers who has a name, as the database says at their moment. */
@ApplicationScoped
class StoredNames implements MailboxOwners {
    private final AgentRepository agents;

    StoredNames(AgentRepository agents) {
        this.agents = agents;
    }

    @Override
    public String ownerOf(String project, String name) {
        return agents.byName(project, name).map(agent -> agent.id).orElse(name);
    }
}
