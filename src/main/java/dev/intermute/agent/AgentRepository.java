package dev.intermute.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;

/** The agents' table. */
@ApplicationScoped
class AgentRepository {
    private final CurrentSession session;

    AgentRepository(CurrentSession session) {
        this.session = session;
    }

    void insert(Agent agent) {
        session.get().insert(agent);
    }

    void update(Agent agent) {
        session.get().update(agent);
    }

    /** Writes a sign of life, and whether there has been a heartbeat. Index agents_by_id. */
    void seen(String project, String id, Instant lastSeen, boolean heartbeats) {
        session.get()
                .createMutationQuery("""
                        update Agent set lastSeen = :seen, heartbeats = :heartbeats
                        where project = :project and id = :id""")
                .setParameter("seen", lastSeen)
                .setParameter("heartbeats", heartbeats)
                .setParameter("project", project)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Index agents_by_id. */
    Optional<Agent> byId(String project, String id) {
        return session.get()
                .createSelectionQuery("from Agent where project = :project and id = :id", Agent.class)
                .setParameter("project", project)
                .setParameter("id", id)
                .uniqueResultOptional();
    }

    /** Index agents_by_name. */
    Optional<Agent> byName(String project, String name) {
        return session.get()
                .createSelectionQuery("from Agent where project = :project and name = :name", Agent.class)
                .setParameter("project", project)
                .setParameter("name", name)
                .uniqueResultOptional();
    }

    /** Index agents_by_session. */
    Optional<Agent> bySession(String project, String sessionId) {
        return session.get()
                .createSelectionQuery("from Agent where project = :project and sessionId = :session", Agent.class)
                .setParameter("project", project)
                .setParameter("session", sessionId)
                .uniqueResultOptional();
    }

    /** Index agents_by_id. */
    List<Agent> byIds(String project, Collection<String> ids) {
        return session.get()
                .createSelectionQuery("from Agent where project = :project and id in (:ids)", Agent.class)
                .setParameter("project", project)
                .setParameterList("ids", ids)
                .getResultList();
    }

    /** The ids of a project's agents that have one of these capabilities. Index agents_by_id. */
    List<String> withCapability(String project, Collection<String> capabilities) {
        return session.get()
                .createNativeQuery("""
                        select a.id from agents a
                        where a.project = :project
                          and exists (select 1 from json_each(a.capabilities) c where c.value in (:capabilities))""", String.class)
                .setParameter("project", project)
                .setParameterList("capabilities", capabilities)
                .getResultList();
    }

    /** Everyone, for the directory: read once, at start, which needn't wait for a parser of HQL. */
    List<Agent> all() {
        return session.get()
                .createNativeQuery("select * from agents", Agent.class)
                .getResultList();
    }
}
