package dev.intermute.push;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;

import dev.intermute.event.Committed;
import dev.intermute.event.Event;
import dev.intermute.event.EventFeed;
import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;
import dev.intermute.event.Frame;

/**
 * Passes on what the feed brings to the sockets that should see it. One thread does it, in the order of the log, so that
 * the writer only hands over, and a socket that joins does so between two batches. If it falls too far behind the writer,
 * it drops what waits: every socket then goes back to reading the log, and memory stays bounded.
 */
@ApplicationScoped
class Hub implements Course {
    /** How much may wait, in bytes of the mail in it and of what else an event weighs. */
    private static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

    /** About what an event weighs without its mail, in bytes. */
    private static final long EVENT_BYTES = 500;

    private static final long STOP_MILLIS = 2000;

    private final EventFeed feed;
    private final EventLog log;
    private final FrameWriter writer;
    private final LogReader reader;
    private final PushMetrics metrics;

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    /**
     * How much may wait for all sockets together, in bytes: an eighth of the heap, of which the collector of a native binary
     * may need half for itself. No constant: that would be a share of the heap with which the binary was built.
     */
    private final long maxLoad = Runtime.getRuntime().maxMemory() / 8;

    private final Load load = new Load();

    private final Set<Subscriber> open = ConcurrentHashMap.newKeySet();
    private final Map<String, ProjectSockets> projects = new HashMap<>();
    private final Thread thread = new Thread(this::run, "intermute-push");

    private volatile boolean running;
    private volatile boolean overrun;
    private EventFeed.Subscription subscription;
    /** The cursor of the last event that was passed on. */
    private long passed;

    Hub(EventFeed feed, EventLog log, FrameWriter writer, LogReader reader, PushMetrics metrics) {
        this.feed = feed;
        this.log = log;
        this.writer = writer;
        this.reader = reader;
        this.metrics = metrics;
    }

    void start() {
        running = true;
        thread.setDaemon(true);
        thread.start();
        subscription = feed.subscribe(this::publish);
        metrics.watch(this);
    }

    void stop() {
        subscription.close();
        running = false;
        work.add(() -> {});
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The sockets that are open. */
    Set<Subscriber> open() {
        return open;
    }

    int size() {
        return open.size();
    }

    int depth() {
        return open.stream().mapToInt(Subscriber::depth).sum();
    }

    /** How much waits for all of them together. */
    Load load() {
        return load;
    }

    /** Sets a subscriber on its way. */
    void add(Subscriber subscriber) {
        open.add(subscriber);
        work.add(() -> {
            place(subscriber);
            if (subscriber.position() < log.committedHead()) {
                readOn(subscriber);
            } else {
                join(subscriber);
            }
        });
    }

    void remove(Subscriber subscriber) {
        open.remove(subscriber);
        work.add(() -> {
            String project = subscriber.opening().project();
            ProjectSockets sockets = projects.get(project);
            if (sockets != null) {
                sockets.remove(subscriber);
                if (sockets.isEmpty()) {
                    projects.remove(project);
                }
            }
        });
    }

    @Override
    public void readOn(Subscriber subscriber) {
        reader.readOn(subscriber);
    }

    @Override
    public void join(Subscriber subscriber) {
        work.add(() -> {
            place(subscriber);
            subscriber.joined(log.committedHead());
        });
    }

    /** A socket that was closed in the meantime stays out: nobody would take it away again. */
    private void place(Subscriber subscriber) {
        if (open.contains(subscriber)) {
            projects.computeIfAbsent(subscriber.opening().project(), p -> new ProjectSockets())
                    .place(subscriber);
        }
    }

    /**
     * Takes a batch from the writer's thread. Without sockets there is nothing to do: one that opens now reads the log's
     * head after it is in {@link #open}, and this looks there after the head has moved.
     */
    private void publish(List<Committed> batch) {
        if (open.isEmpty()) {
            return;
        }
        long bytes = batch.stream().mapToLong(Hub::bytes).sum();
        if (waitingBytes.addAndGet(bytes) > MAX_WAITING_BYTES && bytes < waitingBytes.get()) {
            waitingBytes.addAndGet(-bytes);
            overrun = true;
            return;
        }
        long now = System.nanoTime();
        work.add(() -> {
            waitingBytes.addAndGet(-bytes);
            deliver(batch, now);
        });
    }

    private static long bytes(Committed item) {
        return item instanceof Committed.Change change && change.mail() != null
                ? EVENT_BYTES + change.mail().bytes()
                : EVENT_BYTES;
    }

    private void run() {
        try {
            while (running) {
                Runnable next = work.take();
                if (overrun) {
                    resync();
                }
                attempt(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            Log.error("Live delivery failed for a reason that nobody foresaw; all sockets read the log again", e);
            overrun = true;
            work.add(() -> {});
        } catch (Error e) {
            // Out of memory, most likely. Sockets that stay open and never bring anything are worse than none.
            running = false;
            Quarkus.asyncExit(1);
            Log.error("Live delivery can't go on; the service stops", e);
        }
    }

    private void resync() {
        overrun = false;
        metrics.resynced();
        projects.values().forEach(sockets -> sockets.all().forEach(subscriber -> subscriber.fallBack(passed)));
    }

    private void deliver(List<Committed> batch, long publishedNanos) {
        LatestMail latest = new LatestMail(batch);
        for (Committed item : batch) {
            if (item instanceof Committed.Handover handover) {
                ProjectSockets sockets = projects.get(handover.project());
                if (sockets != null) {
                    sockets.handOver(handover.mailbox(), handover.agentId());
                }
            } else if (item instanceof Committed.Change change) {
                ProjectSockets sockets = projects.get(change.event().project());
                if (sockets != null && change.mail() != null) {
                    deliverMail(change, sockets, latest, publishedNanos);
                } else if (sockets != null) {
                    deliverOpenly(change.event(), sockets, publishedNanos);
                }
                passed = change.event().cursor();
            }
        }
        shed();
    }

    /** Where all sockets together have too much waiting, those with the most go: they can come back and miss nothing. */
    private void shed() {
        long excess = load.bytes() - maxLoad;
        if (excess <= 0) {
            return;
        }
        List<Map.Entry<Subscriber, Long>> heaviest = open.stream()
                .map(subscriber -> Map.entry(subscriber, subscriber.bytes()))
                .sorted(Map.Entry.<Subscriber, Long>comparingByValue().reversed())
                .toList();
        for (Map.Entry<Subscriber, Long> one : heaviest) {
            if (excess <= 0) {
                return;
            }
            excess -= one.getValue();
            one.getKey().tooSlow();
        }
    }

    private void deliverMail(Committed.Change change, ProjectSockets sockets, LatestMail latest, long publishedNanos) {
        Event event = change.event();
        Content content = new Content(writer, latest.of(change).mail());
        if (event.type() == EventType.MESSAGE_UPDATED) {
            Revision revision = new Revision(latest.of(change), content);
            sockets.all().forEach(subscriber -> subscriber.supersede(revision));
        }
        for (String mailbox : change.mail().mailboxes()) {
            Collection<Subscriber> readers = sockets.of(mailbox);
            if (!readers.isEmpty() && latest.stillGets(change, mailbox)) {
                Outgoing copy = Outgoing.copy(event, mailbox, content, publishedNanos);
                readers.forEach(subscriber -> subscriber.offer(copy));
            }
        }
        if (!sockets.watchers().isEmpty()) {
            Outgoing open = Outgoing.copy(event, null, content, publishedNanos);
            sockets.watchers().forEach(subscriber -> subscriber.offer(open));
        }
    }

    private void deliverOpenly(Event event, ProjectSockets sockets, long publishedNanos) {
        Outgoing frame = Outgoing.written(event, null, writer.text(Frame.of(event)), publishedNanos);
        if (event.isPrivate()) {
            event.audience().stream()
                    .flatMap(mailbox -> sockets.of(mailbox).stream())
                    .forEach(subscriber -> subscriber.offer(frame));
        } else {
            sockets.all().forEach(subscriber -> subscriber.offer(frame));
        }
    }
}
