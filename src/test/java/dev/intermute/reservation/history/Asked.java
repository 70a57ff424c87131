package dev.intermute.reservation.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a client asked for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Asked.Reserve.class, name = "reserve"),
    @JsonSubTypes.Type(value = Asked.Renew.class, name = "renew"),
    @JsonSubTypes.Type(value = Asked.Release.class, name = "release"),
    @JsonSubTypes.Type(value = Asked.ReleaseAll.class, name = "release_all"),
    @JsonSubTypes.Type(value = Asked.Check.class, name = "check")
})
sealed interface Asked {
    /** A reservation; of what the agent has already it is a refresh. */
    record Reserve(Wanted wanted, int waitSeconds) implements Asked {
        boolean mayWait() {
            return waitSeconds > 0;
        }
    }

    /** More time for a reservation. */
    record Renew(String id) implements Asked {}

    /** The end of a reservation. */
    record Release(String id) implements Asked {}

    /** The end of all that the agent holds. */
    record ReleaseAll() implements Asked {}

    /** What stands in the way. */
    record Check(Wanted wanted) implements Asked {}
}
