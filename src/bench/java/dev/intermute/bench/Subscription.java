package dev.intermute.bench;

import java.util.List;

/**
 * A WebSocket to be opened.
 *
 * @param senders those whose messages must come through it, with consecutive numbers
 */
record Subscription(String path, List<StampedMessages> senders) {}
