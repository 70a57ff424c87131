package dev.intermute.push;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.intermute.event.EventType;

/**
 * What waits for one socket: answers to what its client sent, a page of the log, and what the feed has brought. A message
 * that waits is kept as it is now. Guarded by its owner.
 */
final class Backlog {
    private final PushConfig.Push limits;
    private final FrameQueue page;
    private final FrameQueue live;
    private final Filter filter = new Filter();
    private final Map<String, Revision> changedWhileReading = new HashMap<>();
    private boolean reading;
    private Outgoing answer;

    Backlog(PushConfig.Push limits, Load load) {
        this.limits = limits;
        this.page = new FrameQueue(load);
        this.live = new FrameQueue(load);
    }

    void refilter(Consumer<Filter> change) {
        change.accept(filter);
    }

    boolean passes(EventType type) {
        return filter.passes(type);
    }

    /** Answers the client, of whom nothing more is taken until the answer has gone out. */
    void answer(byte[] text) {
        answer = Outgoing.answer(text);
    }

    /** Adds what the feed brings, unless too much waits. */
    boolean offerLive(Outgoing frame) {
        return live.offer(frame, limits);
    }

    /** A read of the log begins: what changes from here on may not be in it. */
    void readStarts() {
        reading = true;
        changedWhileReading.clear();
    }

    /**
     * Takes what was read.
     *
     * @param head the last cursor that the read has seen
     */
    void load(List<Outgoing> frames, long head, String mailbox) {
        frames.forEach(page::add);
        changedWhileReading.values().stream()
                .filter(revision -> revision.change().event().cursor() > head)
                .forEach(revision -> revise(revision, mailbox));
        changedWhileReading.clear();
        reading = false;
    }

    /** A message has other content, or other recipients: what waits of it shows that, or isn't sent. */
    void supersede(Revision revision, String mailbox) {
        if (reading) {
            changedWhileReading.put(revision.messageId(), revision);
        }
        revise(revision, mailbox);
    }

    private void revise(Revision revision, String mailbox) {
        page.revise(revision.messageId(), frame -> revised(frame, revision, mailbox));
        live.revise(revision.messageId(), frame -> revised(frame, revision, mailbox));
    }

    private static Outgoing revised(Outgoing frame, Revision revision, String mailbox) {
        Set<String> recipients = revision.content().mailboxes();
        boolean still = frame.mailbox() == null || recipients.contains(frame.mailbox()) || recipients.contains(mailbox);
        return still ? frame.with(revision.content()) : null;
    }

    /** Whether what waits has become too much by being revised. */
    boolean isTooHeavy() {
        return page.isTooHeavy(limits) || live.isTooHeavy(limits);
    }

    /** The answer that waits, or {@code null}. */
    Outgoing pollAnswer() {
        Outgoing next = answer;
        answer = null;
        return next;
    }

    /** The next frame of the page, or {@code null}. */
    Outgoing pollPage() {
        Outgoing frame = page.poll();
        while (frame != null && !passes(frame.event().type())) {
            frame = page.poll();
        }
        return frame;
    }

    /** The next of what the feed has brought after a cursor, whether it passes or not, or {@code null}. */
    Outgoing pollLiveAfter(long cursor) {
        Outgoing frame = live.poll();
        while (frame != null && frame.cursor() <= cursor) {
            frame = live.poll();
        }
        return frame;
    }

    /** The cursor of the first that the feed has brought, or {@code otherwise} if nothing waits. */
    long firstLive(long otherwise) {
        return live.peek() == null ? otherwise : live.peek().cursor();
    }

    /** Drops the page, and what the feed has brought. */
    void clearEvents() {
        page.clear();
        live.clear();
    }

    void clearLive() {
        live.clear();
    }

    void clear() {
        answer = null;
        page.clear();
        live.clear();
        changedWhileReading.clear();
        reading = false;
    }

    /** What waits, in bytes. */
    long bytes() {
        return page.bytes() + live.bytes();
    }

    int size() {
        return (answer == null ? 0 : 1) + page.size() + live.size();
    }
}
