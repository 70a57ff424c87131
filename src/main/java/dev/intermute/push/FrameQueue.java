package dev.intermute.push;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.UnaryOperator;

/** Frames that wait for one socket, in cursor order. Guarded by its owner. */
final class FrameQueue {
    private final Deque<Outgoing> frames = new ArrayDeque<>();
    private final Load load;
    private long bytes;

    /** @param load of all queues together */
    FrameQueue(Load load) {
        this.load = load;
    }

    void add(Outgoing frame) {
        frames.add(frame);
        load.hold(frame.weight());
        bytes += frame.length();
    }

    /** Adds a frame, unless that makes too many. One alone is never too large. */
    boolean offer(Outgoing frame, PushConfig.Push limits) {
        boolean fits = frames.isEmpty()
                || (frames.size() < limits.queueFrames() && bytes + frame.length() <= limits.queueBytes());
        if (fits) {
            add(frame);
        }
        return fits;
    }

    /** Takes the next frame, or {@code null}. */
    Outgoing poll() {
        Outgoing frame = frames.poll();
        if (frame != null) {
            load.letGo(frame.weight());
            bytes -= frame.length();
        }
        return frame;
    }

    /** Replaces the frames that carry a message; those for which {@code revision} has {@code null} are dropped. */
    void revise(String messageId, UnaryOperator<Outgoing> revision) {
        if (frames.stream().noneMatch(frame -> frame.carries(messageId))) {
            return;
        }
        Collection<Outgoing> before = new ArrayDeque<>(frames);
        clear();
        for (Outgoing frame : before) {
            Outgoing after = frame.carries(messageId) ? revision.apply(frame) : frame;
            if (after != null) {
                add(after);
            }
        }
    }

    /** Whether its frames have become too many bytes by being revised. */
    boolean isTooHeavy(PushConfig.Push limits) {
        return frames.size() > 1 && bytes > limits.queueBytes();
    }

    /** The first that waits, or {@code null}. */
    Outgoing peek() {
        return frames.peek();
    }

    /** What its frames weigh, those that others wait for as well included. */
    long bytes() {
        return bytes;
    }

    void clear() {
        frames.forEach(frame -> load.letGo(frame.weight()));
        frames.clear();
        bytes = 0;
    }

    int size() {
        return frames.size();
    }
}
