package dev.intermute.event;

import java.util.Collection;
import java.util.Map;

/** What a room shows of its events beyond what the log keeps: as it is when the frame is made. */
public interface FrameContent {
    /** Whether frames of this type carry content of this room. */
    boolean covers(EventType type);

    /**
     * The content for entities of one project, without what only some may see. Called inside a read.
     *
     * @return by entity id; an id whose entity is gone is missing
     */
    Map<String, Sized> of(String project, Collection<String> entityIds);

    /** The same, of those entities alone that are in this mailbox now. Called inside a read. */
    Map<String, Sized> of(String project, Collection<String> entityIds, String mailbox);

    /**
     * Content with its weight.
     *
     * @param value what the frame shows
     * @param bytes about how many bytes of JSON it makes
     */
    record Sized(Object value, long bytes) {}
}
