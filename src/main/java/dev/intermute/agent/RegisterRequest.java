package dev.intermute.agent;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

import dev.intermute.http.JsonText;

/**
 * The body of a registration.
 *
 * @param name a name to be found by; two memorable words where it is absent
 * @param project the project to join
 * @param sessionId a UUID that stands for this agent's session: whoever comes back with it is the same agent
 * @param capabilities what it can do, for others to find it by; 100 at most
 * @param metadata what else it says of itself; 64 KiB at most
 * @param status its own word for its state
 * @param nameConflict {@code number} (or absent): a taken name gets a number; {@code refuse}: it is an error
 */
public record RegisterRequest(
        String name,
        String project,
        String sessionId,
        List<String> capabilities,

        @JsonDeserialize(keyUsing = JsonText.Key.class, contentUsing = JsonText.Verbatim.class)
        Map<String, String> metadata,

        String status,
        String nameConflict) {}
