package dev.intermute.record;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import dev.intermute.event.EventType;
import dev.intermute.event.EventType.Action;
import dev.intermute.http.Text;

/** A run of an agent. It has no version: the last writer wins. */
@Entity
@Table(name = "sessions")
@RegisterForReflection
@Schema(name = "Session", description = "A run of an agent. It has no version: the last writer wins.")
public class Session extends WorkRecord {
    @Column(name = "started_at")
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    @Schema(required = true, readOnly = true, description = "When it was made.")
    Instant startedAt;

    @Column(name = "updated_at")
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    @Schema(required = true, readOnly = true, description = "When it was last changed.")
    Instant updatedAt;

    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "What it is called.")
    String name;

    @ListFilter(value = "agent", mailbox = "agentMailbox")
    @Schema(
            required = true,
            maxLength = Text.MAX_CHARACTERS,
            description = "The agent that runs: its id or name, or a mailbox.")
    String agent;

    @Column(name = "agent_mailbox")
    @JsonIgnore
    String agentMailbox;

    @Column(name = "task_id")
    @Schema(maxLength = Text.MAX_CHARACTERS, description = "The task that it works on.")
    String taskId;

    @ListFilter("status")
    @Schema(
            description = "What it does.",
            defaultValue = "running",
            enumeration = {"running", "idle", "error"})
    String status;

    /** For Hibernate and Jackson. */
    protected Session() {}

    @Override
    void created(Instant now) {
        startedAt = now;
        updatedAt = now;
    }

    @Override
    void changed(Instant now) {
        updatedAt = now;
    }

    /** Sessions over HTTP. */
    @Path("/api/sessions")
    @Tag(name = "sessions")
    public static class SessionResource extends RecordResource<Session> {
        SessionResource(RecordServices services) {
            super(
                    Kind.of(Session.class)
                            .called(Action.CREATED, EventType.SESSION_STARTED)
                            .called(Action.DELETED, EventType.SESSION_STOPPED),
                    services);
        }
    }
}
