package dev.intermute.event;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.CurrentSession;

/** Who may see, by now, what not everyone may. */
@ApplicationScoped
class AudienceRepository {
    private final CurrentSession session;

    AudienceRepository(CurrentSession session) {
        this.session = session;
    }

    /** Opens an event to those that are to see it when it happens; one that everyone may see has no rows. */
    void insert(Event event) {
        event.audience().stream()
                .map(mailbox -> new AudienceMember(event, mailbox))
                .forEach(session::insert);
    }

    /** Moves what a mailbox may see to another, which may see some of it already. The primary key. */
    void move(String project, String mailbox, String to) {
        session.get()
                .createNativeMutationQuery(
                        "update or replace audiences set mailbox = :to where project = :project and mailbox = :mailbox")
                .setParameter("to", to)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .executeUpdate();
    }

    /** The cursors, from one to another, of the private events that a mailbox may see. The primary key. */
    List<Long> cursors(String project, String mailbox, long first, long last) {
        return session.get()
                .createSelectionQuery("""
                        select cursor from AudienceMember
                        where project = :project and mailbox = :mailbox and cursor between :first and :last""", Long.class)
                .setParameter("project", project)
                .setParameter("mailbox", mailbox)
                .setParameter("first", first)
                .setParameter("last", last)
                .getResultList();
    }
}
