package dev.intermute.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a reservation is over. */
public enum Ending {
    /** Its owner gave it up. */
    @JsonProperty("released")
    RELEASED,
    /** Its time was up. */
    @JsonProperty("ttl")
    TTL,
    /** Its agent fell silent. */
    @JsonProperty("heartbeat")
    HEARTBEAT,
    /** A word that this version of the SDK doesn't know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
