package dev.intermute.client;

import java.time.Duration;

/** Which task is claimed, and for how long. Immutable: each method gives another. */
public final class TaskClaim {
    private final Fields fields;

    private TaskClaim(Fields fields) {
        this.fields = fields;
    }

    /** Any task that is pending. */
    public static TaskClaim any() {
        return new TaskClaim(Fields.none());
    }

    /** Only tasks of this story. */
    public TaskClaim story(String storyId) {
        return new TaskClaim(fields.with("story", storyId));
    }

    /**
     * How long the agent may give no sign of life before the task is pending again, in minutes, begun ones whole: 1 to 1,440; the service's 30
     * without this.
     */
    public TaskClaim lasting(Duration ttl) {
        return new TaskClaim(fields.with("claim_ttl_minutes", Wire.minutes(ttl)));
    }

    Fields by(String agent) {
        return fields.with("agent", agent);
    }
}
