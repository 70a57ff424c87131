package dev.intermute.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How long an agent has been silent. */
public enum Liveness {
    /** It was seen within a minute. */
    @JsonProperty("active")
    ACTIVE,
    /** It was seen within five minutes. */
    @JsonProperty("idle")
    IDLE,
    /** It was silent for longer, and may lose its session and its name to another. */
    @JsonProperty("stale")
    STALE,
    /** A word that this version of the SDK doesn't know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
