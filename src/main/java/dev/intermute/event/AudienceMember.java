package dev.intermute.event;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** That a mailbox may see, by now, an event that not everyone may. */
@Entity
@Table(name = "audiences")
@IdClass(AudienceMemberKey.class)
class AudienceMember {
    @Id
    String project;

    @Id
    String mailbox;

    /** The event's. */
    @Id
    long cursor;

    protected AudienceMember() {}

    AudienceMember(Event event, String mailbox) {
        this.project = event.project();
        this.mailbox = mailbox;
        this.cursor = event.cursor();
    }
}
