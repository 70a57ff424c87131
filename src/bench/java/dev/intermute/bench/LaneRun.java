package dev.intermute.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** One lane's connections in one thread, while a round runs: hands what is due to connections that are free. */
final class LaneRun implements Caller {
    private final Lane lane;
    private final double share;
    private final Deque<HttpConnection> free = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private Schedule schedule;
    private int onTheirWay;

    /** @param connections how many of the lane's are in this thread */
    LaneRun(Lane lane, int connections) {
        this.lane = lane;
        this.share =
                connections == 0 ? 0 : (double) connections / lane.connections().size();
        this.schedule = lane.pace().schedule(0, 0, 0);
    }

    /** Sets the time in which requests fall due. */
    void begin(long start, long end) {
        schedule = lane.pace().schedule(start, end, share);
    }

    void add(HttpConnection connection) {
        free.add(connection);
    }

    /** Sends whatever is due and finds a free connection. */
    void dispatch() {
        long now = System.nanoTime();
        while (!free.isEmpty() && schedule.isDue(now)) {
            HttpConnection connection = free.poll();
            onTheirWay++;
            connection.send(schedule.take(now));
            now = System.nanoTime();
        }
    }

    @Override
    public void succeeded(HttpConnection connection, long latency, long now) {
        succeeded(latency, now);
        resume(connection);
    }

    @Override
    public void failed(HttpConnection connection, String why) {
        failed(why);
        resume(connection);
    }

    @Override
    public void failedBetweenRequests(String why) {
        tally.failed(why);
    }

    /** A request succeeded whose connection isn't free yet. */
    void succeeded(long latency, long now) {
        onTheirWay--;
        tally.succeeded(latency, now);
    }

    /** A request failed whose connection isn't free. */
    void failed(String why) {
        onTheirWay--;
        tally.failed(why);
    }

    /** This connection is free: sends whatever is due. */
    void resume(HttpConnection connection) {
        add(connection);
        dispatch();
    }

    /** Whether all that was due is answered. */
    boolean isOver(long now) {
        return onTheirWay == 0 && schedule.isOver(now);
    }

    /** Counts what was never answered, or never even sent. */
    void giveUp() {
        for (int i = 0; i < onTheirWay; i++) {
            tally.failed("no answer");
        }
        for (long i = schedule.missed(); i > 0; i--) {
            tally.failed("due, but never sent: no connection was free");
        }
    }

    /** When the loop must look here again by itself. */
    long nextAfter(long now) {
        return schedule.nextAfter(now);
    }

    String kind() {
        return lane.kind();
    }

    Tally tally() {
        return tally;
    }
}
