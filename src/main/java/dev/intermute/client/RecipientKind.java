package dev.intermute.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a recipient was named. */
public enum RecipientKind {
    /** In {@code to}. */
    @JsonProperty("to")
    TO,
    /** In {@code cc}. */
    @JsonProperty("cc")
    CC,
    /** In {@code bcc}: nobody but the sender sees it. */
    @JsonProperty("bcc")
    BCC,
    /** A word that this version of the SDK doesn't know. */
    @JsonEnumDefaultValue
    UNKNOWN
}
