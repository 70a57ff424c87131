package dev.intermute.record;

import java.time.Duration;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.event.EventType;
import dev.intermute.http.Text;

/** What an agent does in one go. */
@Entity
@Table(name = "tasks")
@RegisterForReflection
@Schema(name = "Task", description = "What an agent does in one go.")
public class Task extends VersionedRecord {
    static final String PENDING = "pending";
    static final String RUNNING = "running";
    static final String DONE = "done";

    @Column(name = "story_id")
    @ListFilter("story")
    @Schema(maxLength = Text.MAX_CHARACTERS, description = "The story that it belongs to.")
    String storyId;

    @Schema(required = true, maxLength = Text.MAX_CHARACTERS, description = "What it is called.")
    String title;

    @ListFilter(value = "agent", mailbox = "agentMailbox")
    @Schema(maxLength = Text.MAX_CHARACTERS, description = "Who does it: an agent's id or name, or a mailbox.")
    String agent;

    @Column(name = "agent_mailbox")
    @JsonIgnore
    String agentMailbox;

    @Column(name = "session_id")
    @Schema(maxLength = Text.MAX_CHARACTERS, description = "The run in which that happens.")
    String sessionId;

    @ListFilter("status")
    @Schema(
            description = "How far it is.",
            defaultValue = PENDING,
            enumeration = {PENDING, RUNNING, "blocked", DONE})
    String status;

    @Column(name = "claim_ttl_minutes")
    @JsonIgnore
    Integer claimTtlMinutes;

    /** As of the last flush; {@link TaskClaims} knows better. */
    @Column(name = "claim_expires_at")
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    @Schema(
            readOnly = true,
            description = "When its claim is up, as things stand: each sign of life of the agent gives it its full time"
                    + " again. Absent for a task that isn't claimed.")
    Instant claimExpiresAt;

    /** For Hibernate and Jackson. */
    protected Task() {}

    static Kind<Task> kind() {
        return Kind.of(Task.class)
                .calledWhenUpdated(Task::done, EventType.TASK_COMPLETED)
                .also(EventType.TASK_ASSIGNED);
    }

    private boolean done() {
        return DONE.equals(status);
    }

    /** An agent gets it, until somebody says otherwise. Whom the text names is found out when that is stored. */
    void assign(String to) {
        agent = to;
        agentMailbox = null;
        status = RUNNING;
        endClaim();
    }

    /**
     * An agent gets it, for a while.
     *
     * @param by how the agent calls itself
     * @param mailbox the agent
     */
    void claim(String by, String mailbox, Duration ttl, Instant now) {
        agent = by;
        agentMailbox = mailbox;
        status = RUNNING;
        claimTtlMinutes = (int) ttl.toMinutes();
        claimExpiresAt = now.plus(ttl);
    }

    /** Whoever had claimed it gave no sign of life for too long. */
    void giveBack() {
        agent = null;
        agentMailbox = null;
        status = PENDING;
        endClaim();
    }

    void endClaim() {
        claimTtlMinutes = null;
        claimExpiresAt = null;
    }
}
