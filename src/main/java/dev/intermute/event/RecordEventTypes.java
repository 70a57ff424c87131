package dev.intermute.event;

import java.util.List;

/** Names the types of events that happen to work records; implemented by the room that keeps them. */
public interface RecordEventTypes {
    /** The types, each once. */
    List<EventType> eventTypes();
}
