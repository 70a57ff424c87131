package dev.intermute.push;

import java.util.List;
import java.util.function.Consumer;

import dev.intermute.event.Replay;

/**
 * One socket's way through the log: first page by page from where it stands, then from the feed. It joins the feed before
 * it reads the last page, so that whatever that page doesn't have is in its queue, and it drops from the queue what the
 * page had: there is neither a gap nor a duplicate, and no lock is held while reading.
 *
 * <p>Invariants: frames go out in cursor order; what waits is bounded (one page, and the queue; what is on its way was taken
 * from them); a frame that waits shows its message as it is now. Safe for use by any thread.
 */
final class Subscriber {
    private enum State {
        /** It reads the log, and the feed passes it by. */
        CATCHING_UP,
        /** It reads the end of the log, and what the feed brings waits. */
        JOINED,
        /** The feed is all it needs. */
        LIVE,
        CLOSED
    }

    private final Opening opening;
    private final Course course;
    private final FrameWriter writer;
    private final Backlog backlog;
    private final Sender sender;

    private State state = State.CATCHING_UP;
    private String mailbox;
    private boolean settled;
    private Replay read;
    private boolean readIsStale;
    /** How far the log is dealt with. */
    private long position;

    Subscriber(
            Opening opening,
            Outlet outlet,
            Course course,
            FrameWriter writer,
            PushConfig.Push limits,
            Load load,
            PushMetrics metrics) {
        this.opening = opening;
        this.course = course;
        this.writer = writer;
        this.backlog = new Backlog(limits, load);
        this.sender = new Sender(outlet, metrics, load, this::next, opening.cursor());
        this.mailbox = opening.mailbox();
        this.settled = opening.settled();
        this.position = opening.cursor();
    }

    Opening opening() {
        return opening;
    }

    /** Whose mail it gets: an id, or a name that nobody has yet; {@code null} for one who sees all mail. */
    synchronized String mailbox() {
        return mailbox;
    }

    synchronized long position() {
        return position;
    }

    synchronized boolean isClosed() {
        return state == State.CLOSED;
    }

    /** How many frames wait. */
    synchronized int depth() {
        return backlog.size();
    }

    /** How much waits or is on its way, in bytes. */
    long bytes() {
        long waiting;
        synchronized (this) {
            waiting = backlog.bytes();
        }
        return waiting + sender.bytes();
    }

    /** Whether there is something that its client hasn't taken yet. */
    boolean isBehind() {
        return sender.isSending() || depth() > 0;
    }

    /** Whether a frame is on its way out of which the network has taken nothing for longer than this. */
    boolean isStuck(long nanos) {
        return sender.isStuck(nanos);
    }

    /** Its mailbox has become an agent's, for good. */
    synchronized void settle(String agentId) {
        mailbox = agentId;
        settled = true;
    }

    /** The feed offers it events from now on. {@code head}: the last cursor that may have been published before. */
    void joined(long head) {
        boolean behind;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            behind = !settled || position < head;
            state = behind ? State.JOINED : State.LIVE;
        }
        if (behind) {
            course.readOn(this);
        } else {
            sender.drain();
        }
    }

    /** A read of the log begins: what changes from here on may not be in it. */
    synchronized void readStarts() {
        readIsStale = false;
        backlog.readStarts();
    }

    /** A piece of the log has been read. */
    void loaded(Replay replay) {
        List<Outgoing> frames = replay.entries().stream()
                .map(entry -> outgoing(entry, replay.mailbox()))
                .toList();
        boolean again;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            again = readIsStale;
            if (!again) {
                backlog.load(frames, replay.head(), mailbox);
                read = replay;
            }
        }
        if (again) {
            course.readOn(this);
        } else {
            sender.drain();
        }
    }

    private Outgoing outgoing(Replay.Entry entry, String owner) {
        String copyOf = entry.event().type().carriesMail() ? owner : null;
        return Outgoing.written(entry.event(), copyOf, writer.text(entry.frame()), 0);
    }

    /** The feed brings an event for it. */
    void offer(Outgoing frame) {
        boolean tooSlow = false;
        synchronized (this) {
            if (state == State.CATCHING_UP
                    || state == State.CLOSED
                    || !backlog.passes(frame.event().type())) {
                return;
            }
            if (!backlog.offerLive(frame)) {
                // Who still reads the log finds it there.
                tooSlow = state == State.LIVE;
                state = tooSlow ? state : State.CATCHING_UP;
                backlog.clearLive();
            }
        }
        if (tooSlow) {
            tooSlow();
        } else {
            sender.drain();
        }
    }

    /**
     * What the feed brings from now on has a gap: goes back to reading the log. What was read of it is read again, for the
     * gap may hold changes to it.
     *
     * @param passed the cursor before the gap: what concerned it up to there has been offered
     */
    void fallBack(long passed) {
        boolean idle;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            if (state == State.LIVE) {
                position = Math.max(position, backlog.firstLive(passed + 1) - 1);
            }
            // Otherwise a read is on its way already, or the feed is about to take it up.
            idle = state == State.LIVE || read != null;
            read = null;
            readIsStale = true;
            backlog.clearEvents();
            state = State.CATCHING_UP;
        }
        if (idle) {
            course.readOn(this);
        }
    }

    /** A message has other content, or other recipients: what waits of it shows that, or isn't sent. */
    void supersede(Revision revision) {
        boolean tooHeavy;
        synchronized (this) {
            backlog.supersede(revision, mailbox);
            tooHeavy = backlog.isTooHeavy();
        }
        if (tooHeavy) {
            tooSlow();
        }
    }

    /** Answers something that the client sent. */
    void answer(byte[] text) {
        synchronized (this) {
            backlog.answer(text);
        }
        sender.drain();
    }

    /** What the client sent needs no answer. */
    void takeNext() {
        sender.takeNext();
    }

    /** Changes what the client wants, from the next frame on. */
    synchronized void refilter(Consumer<Filter> change) {
        backlog.refilter(change);
    }

    /** Closes the socket as one whose client takes its frames too slowly; it can come back and miss nothing. */
    void tooSlow() {
        closed();
        sender.tooSlow();
    }

    /** Closes the socket, once. */
    void close(CloseCode code, String reason) {
        closed();
        sender.close(code, reason);
    }

    /** Closes the socket because something failed that nobody foresaw. */
    void fail() {
        closed();
        sender.fail();
    }

    /** Cuts the connection off. */
    void abort() {
        closed();
        sender.abort();
    }

    /** The socket is closed, or about to be: nothing waits for it any more. */
    synchronized void closed() {
        state = State.CLOSED;
        backlog.clear();
        read = null;
    }

    /** The next frame to be sent; where a page has come to its end, what comes after it is asked for. */
    private Outgoing next() {
        Replay finished;
        synchronized (this) {
            Outgoing frame = backlog.pollAnswer();
            if (frame != null) {
                return frame;
            }
            frame = backlog.pollPage();
            if (frame != null) {
                position = Math.max(position, frame.cursor());
                return frame;
            }
            if (read == null && state != State.LIVE) {
                return null;
            }
            if (read == null) {
                return nextLive();
            }
            finished = read;
            read = null;
            position = Math.max(position, finished.cursor());
        }
        pageEnds(finished);
        return null;
    }

    private Outgoing nextLive() {
        Outgoing frame = backlog.pollLiveAfter(position);
        while (frame != null && !backlog.passes(frame.event().type())) {
            position = frame.cursor();
            frame = backlog.pollLiveAfter(position);
        }
        position = frame == null ? position : frame.cursor();
        return frame;
    }

    /** All of a page is on its way, or was sent. */
    private void pageEnds(Replay replay) {
        State after;
        synchronized (this) {
            if (!settled && !replay.mailbox().equals(mailbox)) {
                // Where it has joined, the feed knows it by its old name.
                settle(replay.mailbox());
                state = state == State.CLOSED ? state : State.CATCHING_UP;
                backlog.clearLive();
            }
            if (!replay.hasMore() && state == State.JOINED) {
                state = State.LIVE;
            }
            after = state;
        }
        if (after == State.LIVE) {
            sender.drain();
        } else if (after != State.CLOSED && replay.hasMore()) {
            course.readOn(this);
        } else if (after != State.CLOSED) {
            course.join(this);
        }
    }
}
