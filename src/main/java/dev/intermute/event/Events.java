package dev.intermute.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

import dev.intermute.http.JsonSize;
import dev.intermute.http.Paging;
import dev.intermute.store.Reader;

/** The read side of the log: pages of frames, from a cursor on. */
@ApplicationScoped
public class Events {
    /** How many events get their content at a time: a message may be as large as a request. */
    private static final int CHUNK = 32;
    /** About what a frame weighs without its content, in bytes. */
    private static final int FRAME_BYTES = 300;

    private final EventRepository events;
    private final Reader reader;
    private final List<FrameContent> contents;

    Events(EventRepository events, Reader reader, @All List<FrameContent> contents) {
        this.events = events;
        this.reader = reader;
        this.contents = contents;
    }

    /**
     * The frames after a cursor that everyone in the project may see, oldest first.
     *
     * @param types only these; empty for all
     * @param limit how many at most; the page also ends at {@link Paging#MAX_PAGE_BYTES}
     */
    public EventPage after(String project, Set<EventType> types, long cursor, int limit) {
        return reader.read(() -> page(project, types, cursor, limit));
    }

    private EventPage page(String project, Set<EventType> types, long cursor, int limit) {
        List<Event> found = find(project, types, cursor, limit + 1);
        boolean more = found.size() > limit;
        List<Event> wanted = more ? found.subList(0, limit) : found;
        List<Frame> frames = new ArrayList<>(wanted.size());
        long bytes = 0;
        for (int from = 0; from < wanted.size(); from += CHUNK) {
            List<Event> chunk = wanted.subList(from, Math.min(from + CHUNK, wanted.size()));
            Map<Event, FrameContent.Sized> content = contentOf(project, chunk);
            for (Event event : chunk) {
                FrameContent.Sized sized = content.get(event);
                bytes += FRAME_BYTES + (sized == null ? dataBytes(event) : sized.bytes());
                if (bytes > Paging.MAX_PAGE_BYTES && !frames.isEmpty()) {
                    return new EventPage(frames, last(frames), true);
                }
                frames.add(Frame.of(event, sized == null ? null : sized.value(), carriesContent(event.type())));
            }
        }
        return more
                ? new EventPage(frames, last(frames), true)
                : new EventPage(frames, Math.max(cursor, events.head(project)), false);
    }

    /** Several types are read one by one and merged, so that each read is served by its index. */
    private List<Event> find(String project, Set<EventType> types, long cursor, int limit) {
        if (types.isEmpty()) {
            return events.after(project, cursor, limit);
        }
        Stream<Event> merged = types.stream().flatMap(type -> events.after(project, type, cursor, limit).stream());
        return merged.sorted(Comparator.comparingLong(Event::cursor))
                .limit(limit)
                .toList();
    }

    private Map<Event, FrameContent.Sized> contentOf(String project, List<Event> chunk) {
        Map<Event, FrameContent.Sized> found = new IdentityHashMap<>();
        for (FrameContent content : contents) {
            Set<String> ids = chunk.stream()
                    .filter(event -> content.covers(event.type()))
                    .map(Event::entityId)
                    .collect(Collectors.toSet());
            if (ids.isEmpty()) {
                continue;
            }
            Map<String, FrameContent.Sized> byId = content.of(project, ids);
            chunk.stream()
                    .filter(event -> content.covers(event.type()) && byId.containsKey(event.entityId()))
                    .forEach(event -> found.put(event, byId.get(event.entityId())));
        }
        return found;
    }

    private boolean carriesContent(EventType type) {
        return contents.stream().anyMatch(content -> content.covers(type));
    }

    private static long dataBytes(Event event) {
        return JsonSize.of(event.data());
    }

    private static long last(List<Frame> frames) {
        return frames.get(frames.size() - 1).cursor();
    }
}
