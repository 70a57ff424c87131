package dev.intermute.cli.remote;

import java.util.Optional;

/** What the flags of a command say of the service, the project and the agent. */
record Given(
        Optional<String> url,
        Optional<String> apiKey,
        Optional<String> project,
        Optional<String> agent,
        Optional<String> agentToken) {}
