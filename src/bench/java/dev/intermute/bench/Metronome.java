package dev.intermute.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a loop when something falls due. A selector counts its sleep in milliseconds, which is too coarse for latencies
 * that are shorter than that; and a loop that doesn't sleep would take a core from the server.
 */
final class Metronome implements Runnable {
    private final EventLoop loop;
    private volatile boolean stopped;

    Metronome(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public void run() {
        long next = loop.nextAfter(System.nanoTime());
        while (!stopped && next != Long.MAX_VALUE) {
            for (long left = next - System.nanoTime(); left > 0 && !stopped; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            loop.wake();
            next = loop.nextAfter(System.nanoTime());
        }
    }

    /** Ends it after the beat that it waits for. */
    void stop() {
        stopped = true;
    }
}
