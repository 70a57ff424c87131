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
    /** How many events one piece of a replay examines. */
    private static final int REPLAY_EVENTS = 500;
    /** How much of the log one who catches up makes the service hold at a time, in bytes. */
    private static final long REPLAY_BYTES = 128 * 1024;

    private final EventRepository events;
    private final AudienceRepository audiences;
    private final Reader reader;
    private final List<FrameContent> contents;
    private final MailboxOwners owners;

    Events(
            EventRepository events,
            AudienceRepository audiences,
            Reader reader,
            @All List<FrameContent> contents,
            MailboxOwners owners) {
        this.events = events;
        this.audiences = audiences;
        this.reader = reader;
        this.contents = contents;
        this.owners = owners;
    }

    /**
     * The frames after a cursor that everyone in the project may see, oldest first.
     *
     * @param types only these; empty for all
     * @param cursor one beyond the end of the log, as it was before an older backup was put back, is taken for the end
     * @param limit how many at most; the page also ends at {@link Paging#MAX_PAGE_BYTES}
     */
    public EventPage after(String project, Set<EventType> types, long cursor, int limit) {
        return reader.read(() -> {
            List<Event> found = find(project, types, cursor, limit + 1);
            List<Event> wanted = found.subList(0, Math.min(limit, found.size()));
            Frames frames = frames(Viewer.everybody(project), wanted, Paging.MAX_PAGE_BYTES);
            boolean more = frames.examined < found.size();
            long next = more ? wanted.get(frames.examined - 1).cursor() : end(project, cursor);
            return new EventPage(frames.frames(), next, more);
        });
    }

    /** Where to go on when nothing is left. */
    private long end(String project, long cursor) {
        long head = events.head(project);
        return cursor <= head ? head : Math.min(cursor, events.highestCursorEver());
    }

    /**
     * The next piece of the log for one who catches up.
     *
     * @param name the mailbox that looks, as an id or as a name that somebody may have registered by now; {@code null} for
     *     everything that everybody may see
     * @param cursor how far it has come
     */
    public Replay replay(String project, String name, long cursor) {
        return reader.read(() -> {
            long head = events.head();
            List<Event> found = events.allAfter(project, cursor, REPLAY_EVENTS + 1);
            List<Event> wanted = found.subList(0, Math.min(REPLAY_EVENTS, found.size()));
            Viewer viewer =
                    name == null ? Viewer.everybody(project) : viewer(project, owners.ownerOf(project, name), wanted);
            Frames frames = frames(viewer, wanted, REPLAY_BYTES);
            boolean more = frames.examined < found.size();
            long next = more ? wanted.get(frames.examined - 1).cursor() : Math.max(cursor, head);
            return new Replay(frames.entries, next, head, more, viewer.mailbox());
        });
    }

    private Viewer viewer(String project, String mailbox, List<Event> wanted) {
        List<Long> hidden =
                wanted.stream().filter(Event::isPrivate).map(Event::cursor).toList();
        if (hidden.isEmpty()) {
            return new Viewer(project, mailbox, Set.of());
        }
        List<Long> told = audiences.cursors(project, mailbox, hidden.get(0), hidden.get(hidden.size() - 1));
        return new Viewer(project, mailbox, Set.copyOf(told));
    }

    /**
     * From where one can resume.
     *
     * @param oldest the lowest cursor after which nothing is missing: what retention has removed is before it
     * @param newest the cursor of the last event; nobody has seen a higher one, unless in another database
     */
    public record Resumable(long oldest, long newest) {}

    /** From where one can resume now. */
    public Resumable resumable() {
        return reader.read(() -> {
            long oldest = events.oldest();
            long newest = events.highestCursorEver();
            return new Resumable(oldest == 0 ? newest : oldest - 1, newest);
        });
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

    /** The frames of events for one who looks, up to a weight, but never without having examined one. */
    private Frames frames(Viewer viewer, List<Event> wanted, long maxBytes) {
        Frames made = new Frames();
        long bytes = 0;
        for (int from = 0; from < wanted.size(); from += CHUNK) {
            List<Event> chunk = wanted.subList(from, Math.min(from + CHUNK, wanted.size()));
            Map<Event, FrameContent.Sized> content = contentOf(viewer, chunk);
            for (Event event : chunk) {
                FrameContent.Sized sized = content.get(event);
                bytes += FRAME_BYTES + (sized == null ? JsonSize.of(event.data()) : sized.bytes());
                if (bytes > maxBytes && made.examined > 0) {
                    return made;
                }
                made.examine(viewer, event, sized);
            }
        }
        return made;
    }

    private Map<Event, FrameContent.Sized> contentOf(Viewer viewer, List<Event> chunk) {
        Map<Event, FrameContent.Sized> found = new IdentityHashMap<>();
        for (FrameContent content : contents) {
            Set<String> ids = chunk.stream()
                    .filter(event -> content.covers(event.type()))
                    .map(Event::entityId)
                    .collect(Collectors.toSet());
            if (ids.isEmpty()) {
                continue;
            }
            Map<String, FrameContent.Sized> byId = viewer.isEverybody()
                    ? content.of(viewer.project(), ids)
                    : content.of(viewer.project(), ids, viewer.mailbox());
            chunk.stream()
                    .filter(event -> content.covers(event.type()) && byId.containsKey(event.entityId()))
                    .forEach(event -> found.put(event, byId.get(event.entityId())));
        }
        return found;
    }

    /** What was made of a list of events. */
    private static final class Frames {
        private final List<Replay.Entry> entries = new ArrayList<>();
        private int examined;

        void examine(Viewer viewer, Event event, FrameContent.Sized content) {
            examined++;
            boolean mail = event.type().carriesMail();
            if (!viewer.maySee(event) || (mail && content == null && !viewer.isEverybody())) {
                return;
            }
            Object shown = content == null ? null : content.value();
            entries.add(new Replay.Entry(event, mail ? Frame.of(event, shown, viewer.mailbox()) : Frame.of(event)));
        }

        List<Frame> frames() {
            return entries.stream().map(Replay.Entry::frame).toList();
        }
    }
}
