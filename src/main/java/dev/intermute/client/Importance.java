package dev.intermute.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How important a message is, for its readers to see. */
public enum Importance {
    /** It can wait. */
    @JsonProperty("low")
    LOW,
    /** As most. */
    @JsonProperty("normal")
    NORMAL,
    /** Soon. */
    @JsonProperty("high")
    HIGH,
    /** At once. */
    @JsonProperty("urgent")
    URGENT,
    /** A word that this version of the SDK doesn't know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
