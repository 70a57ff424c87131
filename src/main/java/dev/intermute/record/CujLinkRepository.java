package dev.intermute.record;

import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import org.hibernate.query.SelectionQuery;

import dev.intermute.store.CurrentSession;
import dev.intermute.store.Scroll;

/** The table of cujs' links. */
@ApplicationScoped
class CujLinkRepository {
    private final CurrentSession session;

    CujLinkRepository(CurrentSession session) {
        this.session = session;
    }

    void insert(CujLink link) {
        session.insert(link);
    }

    /** Index: primary key. */
    void delete(CujLink link) {
        session.get().delete(link);
    }

    /** Index: primary key. */
    Optional<CujLink> find(String project, String cuj, String feature) {
        return session.get()
                .createSelectionQuery(
                        "from CujLink where project = :project and cujId = :cuj and featureId = :feature",
                        CujLink.class)
                .setParameter("project", project)
                .setParameter("cuj", cuj)
                .setParameter("feature", feature)
                .uniqueResultOptional();
    }

    /** Shows those of a cuj one after the other, by the features' ids, as long as more are taken. Index: primary key. */
    void forEach(String project, String cuj, CujLink.Query wanted, Predicate<CujLink> isTaken) {
        SelectionQuery<CujLink> query = session.get()
                .createSelectionQuery("""
                        from CujLink
                        where project = :project and cujId = :cuj and featureId > :after
                        order by featureId""", CujLink.class)
                .setParameter("project", project)
                .setParameter("cuj", cuj)
                .setParameter("after", wanted.after())
                .setMaxResults(wanted.limit() + 1);
        Scroll.through(query, isTaken);
    }

    /** Deletes those of a cuj. Index: primary key. */
    void deleteOf(String project, String cuj) {
        session.get()
                .createMutationQuery("delete CujLink where project = :project and cujId = :cuj")
                .setParameter("project", project)
                .setParameter("cuj", cuj)
                .executeUpdate();
    }
}
