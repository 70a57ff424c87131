package dev.intermute.push;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.intermute.event.Committed;
import dev.intermute.event.Event;
import dev.intermute.event.Replay;

/**
 * One socket's way through the log: first page by page from where it stands, then from the feed. It joins the feed before
 * it reads the last page, so that whatever that page doesn't have is in its queue, and it drops from the queue what the
 * page had: there is neither a gap nor a duplicate, and no lock is held while reading.
 *
 * <p>Invariants: frames go out in cursor order, one at a time; what waits is bounded (one page, and the queue); a frame
 * that waits shows its message as it is now. Safe for use by any thread.
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
    private final Outlet outlet;
    private final Course course;
    private final FrameWriter writer;
    private final PushMetrics metrics;
    private final Backlog backlog;
    private final AtomicInteger drains = new AtomicInteger();

    private State state = State.CATCHING_UP;
    private String mailbox;
    private boolean settled;
    private Replay read;
    private boolean sending;
    private long sendingSince;
    /** How far the log is dealt with. */
    private long position;
    /** The last event that was given to the socket. */
    private long lastWritten;

    Subscriber(
            Opening opening,
            Outlet outlet,
            Course course,
            FrameWriter writer,
            PushConfig.Push limits,
            PushMetrics metrics) {
        this.opening = opening;
        this.outlet = outlet;
        this.course = course;
        this.writer = writer;
        this.metrics = metrics;
        this.backlog = new Backlog(writer, limits);
        this.mailbox = opening.mailbox();
        this.settled = opening.settled();
        this.position = opening.cursor();
        this.lastWritten = opening.cursor();
    }

    /** What a subscriber needs next on its way. Both return at once. */
    interface Course {
        /** Reads the log from its position on, then calls {@link #loaded}. */
        void readOn(Subscriber subscriber);

        /** Has the feed offer it what it brings from now on, then calls {@link #joined}. */
        void join(Subscriber subscriber);
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
            drain();
        }
    }

    /** A read of the log begins: what changes from here on may not be in it. */
    synchronized void readStarts() {
        backlog.readStarts();
    }

    /** A piece of the log has been read. */
    void loaded(Replay replay) {
        List<Outgoing> frames = new ArrayList<>();
        for (int i = 0; i < replay.frames().size(); i++) {
            Event event = replay.events().get(i);
            String copyOf = event.type().carriesMail() ? replay.mailbox() : null;
            frames.add(new Outgoing(writer.text(replay.frames().get(i)), event, copyOf, 0));
        }
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            backlog.load(frames, replay.head(), mailbox);
            read = replay;
        }
        drain();
    }

    /** The feed brings an event for it. */
    void offer(Event event, String copyOf, Supplier<String> text, long publishedNanos) {
        boolean tooSlow = false;
        synchronized (this) {
            if (state == State.CATCHING_UP || state == State.CLOSED || !backlog.passes(event.type())) {
                return;
            }
            if (!backlog.offerLive(new Outgoing(text.get(), event, copyOf, publishedNanos))) {
                // Who still reads the log finds it there.
                tooSlow = state == State.LIVE;
                state = tooSlow ? state : State.CATCHING_UP;
                backlog.clearLive();
            }
        }
        if (tooSlow) {
            tooSlow();
        } else {
            drain();
        }
    }

    /** What the feed brings can't be relied on for a moment: goes back to reading the log. */
    void fallBack() {
        boolean idle;
        synchronized (this) {
            if (state == State.CLOSED || state == State.CATCHING_UP) {
                return;
            }
            idle = state == State.LIVE;
            backlog.clearLive();
            state = State.CATCHING_UP;
        }
        if (idle) {
            course.readOn(this);
        }
    }

    /** A message has other content, or other recipients: what waits of it shows that, or isn't sent. */
    synchronized void supersede(Committed.Change change) {
        backlog.supersede(change, mailbox);
    }

    /** Answers something that the client sent. */
    void answer(String text) {
        boolean tooSlow;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            tooSlow = !backlog.offerAnswer(text);
        }
        if (tooSlow) {
            tooSlow();
        } else {
            drain();
        }
    }

    /** Changes what the client wants, from the next frame on. */
    synchronized void refilter(Consumer<Filter> change) {
        backlog.refilter(change);
    }

    /** Whether a frame has been on its way out for longer than this. */
    synchronized boolean isStuck(long nanos) {
        return sending && System.nanoTime() - sendingSince > nanos;
    }

    /** Closes the socket as one whose client takes its frames too slowly; it can come back and miss nothing. */
    void tooSlow() {
        long resume;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            resume = lastWritten;
            forget();
        }
        metrics.slowReaderClosed();
        outlet.close(CloseCode.TRY_AGAIN_LATER, "resume from cursor " + resume);
    }

    /** Closes the socket, once. */
    void close(CloseCode code, String reason) {
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            forget();
        }
        outlet.close(code, reason);
    }

    /** Cuts the connection off. */
    void abort() {
        outlet.abort();
    }

    /** The socket is closed. */
    synchronized void closed() {
        forget();
    }

    private void forget() {
        state = State.CLOSED;
        backlog.clear();
        read = null;
    }

    /** How many frames wait. */
    synchronized int depth() {
        return backlog.size();
    }

    /** Sends what can be sent. Whoever comes while somebody is at it leaves it to them: no recursion, no lock held. */
    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = drains.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        Outgoing frame;
        Replay finished = null;
        synchronized (this) {
            if (sending || state == State.CLOSED) {
                return;
            }
            frame = next();
            if (frame != null) {
                sending = true;
                sendingSince = System.nanoTime();
                lastWritten = Math.max(lastWritten, frame.cursor());
            } else if (read != null) {
                finished = read;
                read = null;
                position = Math.max(position, finished.cursor());
            }
        }
        if (frame != null) {
            send(frame);
        } else if (finished != null) {
            pageSent(finished);
        }
    }

    private Outgoing next() {
        Outgoing frame = backlog.pollPage();
        if (frame != null || read != null || state != State.LIVE) {
            return frame;
        }
        for (frame = backlog.pollLive(); frame != null; frame = backlog.pollLive()) {
            if (frame.cursor() > position) {
                position = frame.cursor();
                if (backlog.passes(frame.event().type())) {
                    return frame;
                }
            }
        }
        return null;
    }

    private void send(Outgoing frame) {
        CompletionStage<Void> sent = outlet.send(frame.text());
        sent.whenComplete((done, failure) -> {
            synchronized (this) {
                sending = false;
                if (failure != null) {
                    forget();
                }
            }
            if (failure == null) {
                metrics.sent(frame);
                drain();
            }
        });
    }

    private void pageSent(Replay replay) {
        boolean more;
        boolean joined;
        synchronized (this) {
            boolean foundOwner = !settled && !replay.mailbox().equals(mailbox);
            if (foundOwner) {
                settle(replay.mailbox());
            }
            more = replay.hasMore();
            if (!more && state == State.JOINED && !foundOwner) {
                state = State.LIVE;
            }
            joined = state == State.LIVE || state == State.CLOSED;
        }
        if (joined) {
            drain();
        } else if (more) {
            course.readOn(this);
        } else {
            course.join(this);
        }
    }
}
