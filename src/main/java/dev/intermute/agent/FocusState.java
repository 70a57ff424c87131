package dev.intermute.agent;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.intermute.http.ApiException;

/** What an agent's terminal is doing, as its heartbeat reports it. */
enum FocusState {
    AT_PROMPT("at-prompt"),
    TOOL_USE("tool-use"),
    THINKING("thinking"),
    UNKNOWN("unknown");

    private final String wire;

    FocusState(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    static FocusState of(String wire) {
        return Arrays.stream(values())
                .filter(state -> state.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "focus_state",
                        "focus_state must be one of "
                                + Arrays.stream(values()).map(FocusState::wire).collect(Collectors.joining(", "))
                                + "."));
    }
}
