package dev.intermute.event;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can happen, by the names that clients subscribe to. All that the contract knows are here, also those of rooms that
 * are still to come: a filter may name them.
 */
public enum EventType {
    MESSAGE_CREATED("message.created"),
    MESSAGE_UPDATED("message.updated"),
    MESSAGE_READ("message.read"),
    MESSAGE_ACK("message.ack"),
    RESERVATION_CREATED("reservation.created"),
    RESERVATION_RENEWED("reservation.renewed"),
    RESERVATION_RELEASED("reservation.released"),
    RESERVATION_EXPIRED("reservation.expired"),
    WINDOW_POKE("peer.window_poke"),
    SPEC_CREATED("spec.created"),
    SPEC_UPDATED("spec.updated"),
    SPEC_ARCHIVED("spec.archived"),
    EPIC_CREATED("epic.created"),
    EPIC_UPDATED("epic.updated"),
    EPIC_DELETED("epic.deleted"),
    STORY_CREATED("story.created"),
    STORY_UPDATED("story.updated"),
    STORY_DELETED("story.deleted"),
    TASK_CREATED("task.created"),
    TASK_UPDATED("task.updated"),
    TASK_DELETED("task.deleted"),
    TASK_ASSIGNED("task.assigned"),
    TASK_COMPLETED("task.completed"),
    INSIGHT_CREATED("insight.created"),
    INSIGHT_UPDATED("insight.updated"),
    INSIGHT_DELETED("insight.deleted"),
    INSIGHT_LINKED("insight.linked"),
    SESSION_STARTED("session.started"),
    SESSION_UPDATED("session.updated"),
    SESSION_STOPPED("session.stopped"),
    CUJ_CREATED("cuj.created"),
    CUJ_UPDATED("cuj.updated"),
    CUJ_ARCHIVED("cuj.archived"),
    CUJ_VALIDATED("cuj.validated");

    private final String wire;

    EventType(String wire) {
        this.wire = wire;
    }

    /** The name in frames, filters and the log. */
    public String wire() {
        return wire;
    }

    /** Whether the event goes to mailboxes, with the message in its frame. */
    public boolean carriesMail() {
        return this == MESSAGE_CREATED || this == MESSAGE_UPDATED;
    }

    /** The type of this name. */
    public static Optional<EventType> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }

    /**
     * The types that a filter's word names: a type, or a family such as {@code message.*}.
     *
     * @return empty if there is none
     */
    public static Set<EventType> named(String word) {
        Set<EventType> named = EnumSet.noneOf(EventType.class);
        Arrays.stream(values())
                .filter(type -> type.wire.equals(word) || type.isIn(word))
                .forEach(named::add);
        return named;
    }

    /** The names of all types, for people to read. */
    public static String names() {
        return Arrays.stream(values()).map(EventType::wire).collect(Collectors.joining(", "));
    }

    /** Whether the event is of the kind that {@code message.*} stands for. */
    boolean isIn(String family) {
        return family.endsWith(".*") && wire.startsWith(family.substring(0, family.length() - 1));
    }
}
