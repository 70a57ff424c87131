package dev.intermute.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Two agents who hand a file to each other, again and again. On one connection always the one waits who doesn't hold it. On
 * the other its holder asks whether that one stands in the line, until it does, and only then is free to release it: a wait
 * that comes behind the release wakes nobody. A hand-over lasts from the release to the end of the answer to the wait; what
 * the holder asked before isn't counted. After a failure nobody knows who holds the file, and the pair stops.
 */
final class HandOver implements Requests, Caller {
    private static final byte[] ONE_WAITS = "\"waiting\":1".getBytes(StandardCharsets.US_ASCII);

    private final Requests waits;
    private final Requests releases;
    private final ByteBuffer check;
    private EventLoop loop;
    private LaneRun lane;
    private HttpConnection waiter;
    private HttpConnection holder;
    private long due;
    private boolean inLine;
    private boolean releasing;
    private boolean handing;
    private boolean stopped;

    /**
     * Hands over one file.
     *
     * @param waits that of the agent who doesn't hold it at first, then the other's
     * @param releases that of the agent who holds it at first, then the other's
     * @param check what stands in the way of the file
     */
    HandOver(List<byte[]> waits, List<byte[]> releases, byte[] check) {
        this.waits = new Rotation(waits, 0);
        this.releases = new Rotation(releases, 0);
        this.check = ByteBuffer.wrap(check);
    }

    /** The one begins to wait; the lane gets the holder's connection when somebody waits. */
    @Override
    public void open(EventLoop thread, LaneRun run) throws IOException {
        loop = thread;
        lane = run;
        waiter = loop.connect(waits, this);
        holder = loop.connect(this, this);
        waiter.send(System.nanoTime());
        loop.sendLater(holder);
    }

    /** What the holder sends. */
    @Override
    public ByteBuffer next(long dueAt) {
        if (!inLine) {
            return check.rewind();
        }
        inLine = false;
        releasing = true;
        handing = true;
        due = dueAt;
        return releases.next(dueAt);
    }

    /** What the holder is told. A piece that ends within the text has it ask once more. */
    @Override
    public void received(byte[] bytes, int offset, int length) {
        inLine |= Digits.find(bytes, offset, length, ONE_WAITS) >= 0;
    }

    @Override
    public void succeeded(HttpConnection connection, long latency, long now) {
        if (stopped) {
            return;
        }
        if (connection == waiter) {
            granted(now);
        } else if (inLine) {
            lane.resume(holder);
        } else {
            releasing = false;
            askUnlessBusy();
        }
    }

    private void granted(long now) {
        if (!handing) {
            stop("a file that was granted before its release");
            return;
        }
        handing = false;
        lane.succeeded(now - due, now);
        waiter.send(now);
        askUnlessBusy();
    }

    private void askUnlessBusy() {
        if (!handing && !releasing) {
            loop.sendLater(holder);
        }
    }

    @Override
    public void failed(HttpConnection connection, String why) {
        stop(why);
    }

    @Override
    public void failedBetweenRequests(String why) {
        stop(why);
    }

    private void stop(String why) {
        stopped = true;
        if (handing) {
            handing = false;
            lane.failed(why);
        } else {
            lane.failedBetweenRequests(why);
        }
    }
}
