package dev.intermute.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One thread that drives many connections. It sleeps only where there is nothing to read and nothing due. */
final class EventLoop implements Callable<EventLoop.Effort>, AutoCloseable {
    private static final int BUFFER_BYTES = 256 * 1024;
    private static final long LONGEST_SLEEP_MILLIS = 20;
    /** So that asking again and again takes less of the machine from what is measured. */
    private static final long PAUSE_MILLIS = 5;
    /** How long answers and frames are waited for once time is up. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(10);

    private static final long ASLEEP = Long.MIN_VALUE;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final List<LaneRun> lanes = new ArrayList<>();
    private final List<HttpConnection> connections = new ArrayList<>();
    private final Deque<Pause> pauses = new ArrayDeque<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Tally receipts = new Tally();
    private final URI server;
    private final AtomicInteger loopsThatSend;
    private long end;
    private long awakeAt;

    /**
     * What a round cost this thread.
     *
     * @param busy the share of the time in which it wasn't waiting for the server
     * @param cpuNanos the processor time that it used
     */
    record Effort(double busy, long cpuNanos) {}

    private record Pause(long until, HttpConnection connection) {}

    /** @param loopsThatSend how many loops still send; as long as there is one, sockets listen */
    EventLoop(URI server, AtomicInteger loopsThatSend) throws IOException {
        this.server = server;
        this.loopsThatSend = loopsThatSend;
    }

    /** Opens connections: this thread's share of a lane. */
    void send(Lane lane, List<Requests> share) throws IOException {
        LaneRun run = new LaneRun(lane, share.size());
        lanes.add(run);
        for (Requests requests : share) {
            requests.open(this, run);
        }
    }

    /** Opens one connection. */
    HttpConnection connect(Requests requests, Caller caller) throws IOException {
        HttpConnection connection = new HttpConnection(server, selector, requests, caller);
        connections.add(connection);
        return connection;
    }

    /** Sends a connection's next request after a pause, whose length doesn't matter to the millisecond. */
    void sendLater(HttpConnection connection) {
        pauses.add(new Pause(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS), connection));
    }

    /** Opens a socket. */
    void listen(Subscription subscription) throws IOException {
        ReceiptCheck check = new ReceiptCheck(subscription.senders(), receipts);
        Dial.OpenSocket socket = Dial.upgrade(server, subscription.path());
        subscribers.add(new Subscriber(socket, selector, check, receipts));
    }

    /** Sets the time in which requests fall due. */
    void begin(long start, long endAt) {
        end = endAt;
        lanes.forEach(lane -> lane.begin(start, endAt));
    }

    @Override
    public Effort call() throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long slept = 0;
        boolean sending = true;
        long now = System.nanoTime();
        while (now - end < GRACE && (sending || !isOver())) {
            lanes.forEach(LaneRun::dispatch);
            endPauses();
            slept += select();
            now = System.nanoTime();
            if (sending && isSent(now)) {
                sending = false;
                loopsThatSend.decrementAndGet();
            }
        }
        lanes.forEach(LaneRun::giveUp);
        subscribers.forEach(Subscriber::giveUp);
        double busy = 1 - (double) slept / (System.nanoTime() - start);
        return new Effort(busy, threads.getCurrentThreadCpuTime() - cpu);
    }

    private void endPauses() {
        long now = System.nanoTime();
        while (!pauses.isEmpty() && now - pauses.peek().until() >= 0) {
            pauses.poll().connection().send(now);
        }
    }

    private long select() throws IOException {
        long before = System.nanoTime();
        awakeAt = ASLEEP;
        selector.select(this::ready, pauses.isEmpty() ? LONGEST_SLEEP_MILLIS : PAUSE_MILLIS);
        return (awakeAt == ASLEEP ? System.nanoTime() : awakeAt) - before;
    }

    private void ready(SelectionKey key) {
        if (awakeAt == ASLEEP) {
            awakeAt = System.nanoTime();
        }
        if (key.isValid()) {
            ((Endpoint) key.attachment()).ready(buffer);
        }
    }

    private boolean isSent(long now) {
        for (LaneRun lane : lanes) {
            if (!lane.isOver(now)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOver() {
        if (loopsThatSend.get() > 0) {
            return false;
        }
        for (Subscriber subscriber : subscribers) {
            if (!subscriber.isOver()) {
                return false;
            }
        }
        return true;
    }

    /** The first moment after this one at which something falls due by itself. */
    long nextAfter(long now) {
        return lanes.stream().mapToLong(lane -> lane.nextAfter(now)).min().orElse(Long.MAX_VALUE);
    }

    /** Has it look at once whether something is due. Any thread may call it. */
    void wake() {
        selector.wakeup();
    }

    List<LaneRun> lanes() {
        return lanes;
    }

    Tally receipts() {
        return receipts;
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
        for (Subscriber subscriber : subscribers) {
            subscriber.close();
        }
        selector.close();
    }
}
