package dev.intermute.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can happen, by the names that clients subscribe to. */
public enum EventType {
    MESSAGE_CREATED("message.created"),
    MESSAGE_UPDATED("message.updated"),
    MESSAGE_READ("message.read"),
    MESSAGE_ACK("message.ack");

    private final String wire;

    EventType(String wire) {
        this.wire = wire;
    }

    /** The name in frames, filters and the log. */
    public String wire() {
        return wire;
    }

    /** The type of this name. */
    public static Optional<EventType> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }

    /** The names of all types, for people to read. */
    static String names() {
        return Arrays.stream(values()).map(EventType::wire).collect(Collectors.joining(", "));
    }

    /** Whether the event is of the kind that {@code message.*} stands for. */
    boolean isIn(String family) {
        return family.endsWith(".*") && wire.startsWith(family.substring(0, family.length() - 1));
    }
}
