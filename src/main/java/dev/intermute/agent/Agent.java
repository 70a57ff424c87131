package dev.intermute.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import dev.intermute.http.JsonSize;
import dev.intermute.store.StringListColumn;
import dev.intermute.store.StringMapColumn;

/** A registered participant in one project, as it is stored. */
@Entity
@Table(name = "agents")
@IdClass(AgentKey.class)
class Agent {
    /** Names of fields, ids and times. */
    private static final int FRAME_BYTES = 350;

    @Id
    String project;

    @Id
    String id;

    String name;

    @Column(name = "session_id")
    String sessionId;

    @Column(name = "token_hash")
    String tokenHash;

    @Convert(converter = StringListColumn.class)
    List<String> capabilities;

    @Convert(converter = StringMapColumn.class)
    Map<String, String> metadata;

    String status;

    @Column(name = "focus_state")
    String focusState;

    @Column(name = "focus_at")
    Instant focusAt;

    /** Whether it has ever sent a heartbeat. */
    boolean heartbeats;

    @Column(name = "created_at")
    Instant createdAt;

    /** As of the last flush; {@link AgentDirectory} knows better. */
    @Column(name = "last_seen")
    Instant lastSeen;

    protected Agent() {}

    Agent(String project, String id, Instant createdAt) {
        this.project = project;
        this.id = id;
        this.createdAt = createdAt;
    }

    /** About how many bytes of JSON it makes. */
    long bytes() {
        long metadataBytes = metadata.entrySet().stream()
                .mapToLong(entry -> JsonSize.of(entry.getKey()) + JsonSize.of(entry.getValue()) + 6)
                .sum();
        return FRAME_BYTES
                + metadataBytes
                + capabilities.stream().mapToLong(text -> JsonSize.of(text) + 3).sum()
                + JsonSize.of(name)
                + JsonSize.of(status);
    }
}
