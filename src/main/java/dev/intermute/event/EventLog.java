package dev.intermute.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.BatchParticipant;

/**
 * The append side of the log. The writer's thread alone numbers events, so a cursor is a commit order: numbers are given
 * out in memory, a unit that fails gives its own back, and the log's head moves only with a commit.
 */
@ApplicationScoped
public class EventLog implements BatchParticipant {
    private final EventRepository events;
    private final EventFeed feed;
    private final List<Event> pending = new ArrayList<>();

    private long committedHead;
    private Instant now;

    EventLog(EventRepository events, EventFeed feed) {
        this.events = events;
        this.feed = feed;
    }

    /**
     * Appends an event. Only inside a unit of work.
     *
     * @return its cursor
     */
    public long append(NewEvent event) {
        Event stored = new Event(head() + 1, now, event);
        events.insert(stored);
        pending.add(stored);
        return stored.cursor();
    }

    /** The cursor of the last event, this batch's included. Only inside a unit of work. */
    public long head() {
        return committedHead + pending.size();
    }

    @Override
    public Instant open() {
        committedHead = events.highestCursorEver();
        return events.lastTime();
    }

    @Override
    public void begin(Instant batchTime) {
        pending.clear();
        now = batchTime;
    }

    @Override
    public int mark() {
        return pending.size();
    }

    @Override
    public void rewind(int mark) {
        pending.subList(mark, pending.size()).clear();
    }

    @Override
    public void committed() {
        committedHead += pending.size();
        List<Event> published = List.copyOf(pending);
        pending.clear();
        feed.publish(published);
    }

    @Override
    public void abandoned() {
        pending.clear();
    }
}
