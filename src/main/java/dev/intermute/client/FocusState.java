package dev.intermute.client;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an agent's terminal does. */
public enum FocusState {
    /** It waits for input. */
    @JsonProperty("at-prompt")
    AT_PROMPT,
    /** It runs a tool. */
    @JsonProperty("tool-use")
    TOOL_USE,
    /** It thinks. */
    @JsonProperty("thinking")
    THINKING,
    /** Nobody knows. */
    @JsonProperty("unknown")
    UNKNOWN
}
