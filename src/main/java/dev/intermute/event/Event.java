package dev.intermute.event;

import java.time.Instant;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One thing that happened; immutable once it is in the log. */
@Entity
@Table(name = "events")
public class Event {
    @Id
    private long cursor;

    private String project;
    private EventType type;

    @Column(name = "entity_id")
    private String entityId;

    private String agent;

    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = AudienceColumn.class)
    private Set<String> audience;

    private String data;

    /** For Hibernate. */
    protected Event() {}

    Event(long cursor, Instant createdAt, NewEvent event) {
        this.cursor = cursor;
        this.createdAt = createdAt;
        this.project = event.project();
        this.type = event.type();
        this.entityId = event.entityId();
        this.agent = event.agent();
        this.audience = event.audience();
        this.data = event.data();
    }

    /** Its position in the log. */
    public long cursor() {
        return cursor;
    }

    /** The project in which it happened. */
    public String project() {
        return project;
    }

    /** What happened. */
    public EventType type() {
        return type;
    }

    /** What it happened to. */
    public String entityId() {
        return entityId;
    }

    /** The mailbox of the agent that did it, or {@code null}. */
    public String agent() {
        return agent;
    }

    /** When the batch that holds it was written. */
    public Instant createdAt() {
        return createdAt;
    }

    /**
     * The mailboxes that alone were to see it when it happened; empty for everyone in the project. Who may see it by now is
     * asked of the {@link AudienceRepository}.
     */
    public Set<String> audience() {
        return audience;
    }

    /** Whether not everyone in the project may see it. */
    public boolean isPrivate() {
        return !audience.isEmpty();
    }

    /** What else is to be told of it, as a JSON object, or {@code null}. */
    public String data() {
        return data;
    }
}
