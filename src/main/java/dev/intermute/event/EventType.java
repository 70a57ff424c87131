package dev.intermute.event;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can happen, by the names that clients subscribe to. The constants are the names that follow no rule; those of work
 * records do, {@code <kind>.created} and so on, so a further kind needs no entry here. Which kinds there are, {@link
 * EventTypes} knows.
 */
public final class EventType {
    /** What was done to a work record, whatever its event is called. */
    public enum Action {
        CREATED,
        UPDATED,
        DELETED;

        /** As frames show it. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final EventType MESSAGE_CREATED = plain("message.created");
    public static final EventType MESSAGE_UPDATED = plain("message.updated");
    public static final EventType MESSAGE_READ = plain("message.read");
    public static final EventType MESSAGE_ACK = plain("message.ack");
    public static final EventType RESERVATION_CREATED = plain("reservation.created");
    public static final EventType RESERVATION_RENEWED = plain("reservation.renewed");
    public static final EventType RESERVATION_RELEASED = plain("reservation.released");
    public static final EventType RESERVATION_EXPIRED = plain("reservation.expired");
    public static final EventType WINDOW_POKE = plain("peer.window_poke");
    public static final EventType SPEC_ARCHIVED = older("spec.archived", Action.DELETED);
    public static final EventType TASK_ASSIGNED = older("task.assigned", Action.UPDATED);
    public static final EventType TASK_COMPLETED = older("task.completed", Action.UPDATED);
    public static final EventType INSIGHT_LINKED = older("insight.linked", Action.UPDATED);
    public static final EventType SESSION_STARTED = older("session.started", Action.CREATED);
    public static final EventType SESSION_STOPPED = older("session.stopped", Action.DELETED);
    public static final EventType CUJ_ARCHIVED = older("cuj.archived", Action.DELETED);
    public static final EventType CUJ_VALIDATED = older("cuj.validated", Action.UPDATED);

    private static final List<EventType> PLAIN = List.of(
            MESSAGE_CREATED,
            MESSAGE_UPDATED,
            MESSAGE_READ,
            MESSAGE_ACK,
            RESERVATION_CREATED,
            RESERVATION_RENEWED,
            RESERVATION_RELEASED,
            RESERVATION_EXPIRED,
            WINDOW_POKE);
    private static final Map<String, EventType> BY_NAME = Stream.concat(
                    PLAIN.stream(),
                    Stream.of(
                            SPEC_ARCHIVED,
                            TASK_ASSIGNED,
                            TASK_COMPLETED,
                            INSIGHT_LINKED,
                            SESSION_STARTED,
                            SESSION_STOPPED,
                            CUJ_ARCHIVED,
                            CUJ_VALIDATED))
            .collect(Collectors.toUnmodifiableMap(EventType::wire, Function.identity()));
    private static final Pattern OF_A_RECORD = Pattern.compile("([a-z_]+)\\.(created|updated|deleted)");

    private final String wire;
    private final String kind;
    private final Action action;

    private EventType(String wire, String kind, Action action) {
        this.wire = wire;
        this.kind = kind;
        this.action = action;
    }

    private static EventType plain(String wire) {
        return new EventType(wire, null, null);
    }

    private static EventType older(String wire, Action action) {
        return new EventType(wire, wire.substring(0, wire.indexOf('.')), action);
    }

    /** The event of a change of a work record, as it is called where no older name is in use. */
    public static EventType of(String kind, Action action) {
        return new EventType(kind + "." + action.wire(), kind, action);
    }

    /** The type of this name, whether or not there is such a kind of record. */
    public static Optional<EventType> of(String wire) {
        return Optional.ofNullable(BY_NAME.get(wire)).or(() -> regular(wire));
    }

    private static Optional<EventType> regular(String wire) {
        Matcher matcher = OF_A_RECORD.matcher(wire);
        return matcher.matches()
                ? Optional.of(
                        of(matcher.group(1), Action.valueOf(matcher.group(2).toUpperCase(Locale.ROOT))))
                : Optional.empty();
    }

    /** The types that are not of work records. */
    static List<EventType> plain() {
        return PLAIN;
    }

    /** The name in frames, filters and the log. */
    public String wire() {
        return wire;
    }

    /** The kind of the work record that it happens to, such as {@code spec}; empty for all other events. */
    public Optional<String> kind() {
        return Optional.ofNullable(kind);
    }

    /** What was done to the work record that it happens to; empty for all other events. */
    public Optional<Action> action() {
        return Optional.ofNullable(action);
    }

    /** Whether the event goes to mailboxes, with the message in its frame. */
    public boolean carriesMail() {
        return this == MESSAGE_CREATED || this == MESSAGE_UPDATED;
    }

    /** Whether the event is of the kind that {@code message.*} stands for. */
    boolean isIn(String family) {
        return family.endsWith(".*") && wire.startsWith(family.substring(0, family.length() - 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventType type && type.wire.equals(wire);
    }

    @Override
    public int hashCode() {
        return wire.hashCode();
    }

    @Override
    public String toString() {
        return wire;
    }
}
