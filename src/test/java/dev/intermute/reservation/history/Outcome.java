package dev.intermute.reservation.history;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a client was told. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Granted.class, name = "granted"),
    @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Outcome.Freed.class, name = "freed"),
    @JsonSubTypes.Type(value = Outcome.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Outcome.Unanswered.class, name = "unanswered")
})
sealed interface Outcome {
    /**
     * A reservation.
     *
     * @param fresh whether it is a new one (201); else one was refreshed (200)
     */
    record Granted(String id, long fence, boolean fresh) implements Outcome {}

    /** A renewal or a release went well. */
    record Done(long fence) implements Outcome {}

    /** So many were released. */
    record Freed(int count) implements Outcome {}

    /** The answer to a check. */
    record Found(boolean available, List<Rival> rivals) implements Outcome {}

    /** An error. */
    record Refused(int status, String error, List<Rival> rivals) implements Outcome {}

    /** The client hung up or was killed, or the server was: the request may have been carried out, or not. */
    record Unanswered() implements Outcome {}

    /** One of the conflicts that an answer lists: a reservation, and a path that it covers and that was asked for. */
    record Rival(String id, String agent, String pattern, String overlaps) {}
}
