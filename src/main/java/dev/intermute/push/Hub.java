package dev.intermute.push;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;

import dev.intermute.event.Committed;
import dev.intermute.event.Event;
import dev.intermute.event.EventFeed;
import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;

/**
 * Passes on what the feed brings to the sockets that should see it. One thread does it, in the order of the log, so that
 * the writer only hands over, and a socket that joins does so between two batches. If it falls too far behind the writer,
 * it drops what waits: every socket then goes back to reading the log, and memory stays bounded.
 */
@ApplicationScoped
class Hub implements Subscriber.Course {
    /** How many batches may wait. */
    private static final int MAX_BATCHES = 1000;

    private static final long STOP_MILLIS = 2000;

    private final EventFeed feed;
    private final EventLog log;
    private final FrameWriter writer;
    private final LogReader reader;
    private final PushMetrics metrics;

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final AtomicInteger waitingBatches = new AtomicInteger();
    private final Set<Subscriber> open = ConcurrentHashMap.newKeySet();
    private final Map<String, ProjectSockets> projects = new HashMap<>();
    private final Thread thread = new Thread(this::run, "intermute-push");

    private volatile boolean running;
    private volatile boolean overrun;
    private EventFeed.Subscription subscription;

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
        if (waitingBatches.incrementAndGet() > MAX_BATCHES) {
            waitingBatches.decrementAndGet();
            overrun = true;
            return;
        }
        long now = System.nanoTime();
        work.add(() -> {
            waitingBatches.decrementAndGet();
            deliver(batch, now);
        });
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
        }
    }

    private void resync() {
        overrun = false;
        metrics.resynced();
        projects.values().forEach(sockets -> sockets.all().forEach(Subscriber::fallBack));
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
                if (sockets != null) {
                    deliver(change, sockets, latest, publishedNanos);
                }
            }
        }
    }

    private void deliver(Committed.Change change, ProjectSockets sockets, LatestMail latest, long publishedNanos) {
        Event event = change.event();
        if (change.mail() != null) {
            if (event.type() == EventType.MESSAGE_UPDATED) {
                sockets.all().forEach(subscriber -> subscriber.supersede(latest.of(change)));
            }
            FrameWriter.Copies copies = writer.copies(event, latest.of(change).mail());
            for (String mailbox : change.mail().mailboxes()) {
                if (latest.stillGets(change, mailbox)) {
                    sockets.of(mailbox).forEach(s -> s.offer(event, mailbox, () -> copies.of(mailbox), publishedNanos));
                }
            }
            sockets.watchers().forEach(s -> s.offer(event, null, copies::open, publishedNanos));
            return;
        }
        FrameWriter.Copies copies = writer.copies(event, null);
        if (event.audience().isEmpty()) {
            sockets.all().forEach(s -> s.offer(event, null, copies::open, publishedNanos));
        } else {
            event.audience().stream()
                    .distinct()
                    .flatMap(mailbox -> sockets.of(mailbox).stream())
                    .forEach(s -> s.offer(event, null, copies::open, publishedNanos));
        }
    }
}
