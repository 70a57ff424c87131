package dev.intermute.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.BatchParticipant;

/**
 * The append side of the log. The writer's thread alone numbers events, so a cursor is a commit order: numbers are given
 * out in memory, a unit that fails gives its own back, and the log's head moves only with a commit.
 */
@ApplicationScoped
@Priority(BatchParticipant.LOG)
public class EventLog implements BatchParticipant {
    private final EventRepository events;
    private final AudienceRepository audiences;
    private final EventFeed feed;
    private final List<Committed> pending = new ArrayList<>();

    private volatile long committedHead;
    private long head;
    private Instant now;

    EventLog(EventRepository events, AudienceRepository audiences, EventFeed feed) {
        this.events = events;
        this.audiences = audiences;
        this.feed = feed;
    }

    /**
     * Appends an event. Only inside a unit of work.
     *
     * @return its cursor
     */
    public long append(NewEvent event) {
        head++;
        Event stored = new Event(head, now, event);
        events.insert(stored);
        audiences.insert(stored);
        pending.add(new Committed.Change(stored, null));
        return head;
    }

    /** Gives the event that was appended last, at this cursor, what it carries to mailboxes. Only inside a unit of work. */
    public void carry(long cursor, Mail mail) {
        int last = pending.size() - 1;
        if (last < 0
                || !(pending.get(last) instanceof Committed.Change change)
                || change.event().cursor() != cursor) {
            throw new IllegalStateException("mail is carried by the event that was appended last");
        }
        pending.set(last, new Committed.Change(change.event(), mail));
    }

    /**
     * A mailbox is an agent's from here on: what the log keeps for that mailbox alone is the agent's to see, and listeners
     * are told. Only inside a unit of work.
     */
    public void handOver(String project, String mailbox, String agentId) {
        audiences.move(project, mailbox, agentId);
        pending.add(new Committed.Handover(project, mailbox, agentId));
    }

    /** The cursor of the last event, this batch's included. Only inside a unit of work. */
    public long head() {
        return head;
    }

    /** The cursor of the last event that is on disk; the listeners of the feed may not have heard of it yet. */
    public long committedHead() {
        return committedHead;
    }

    @Override
    public Instant open() {
        committedHead = events.highestCursorEver();
        head = committedHead;
        return events.lastTime();
    }

    @Override
    public void begin(Instant batchTime) {
        abandoned();
        now = batchTime;
    }

    @Override
    public int mark() {
        return pending.size();
    }

    @Override
    public void rewind(int mark) {
        List<Committed> undone = pending.subList(mark, pending.size());
        head -= undone.stream().filter(Committed.Change.class::isInstance).count();
        undone.clear();
    }

    @Override
    public void committed() {
        committedHead = head;
        List<Committed> published = List.copyOf(pending);
        pending.clear();
        feed.publish(published);
    }

    @Override
    public void abandoned() {
        pending.clear();
        head = committedHead;
    }
}
