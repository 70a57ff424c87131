package dev.intermute.push;

import java.time.Duration;

/** Limits that a test sets. */
final class FakeLimits implements PushConfig.Push {
    int frames = 1000;
    long bytes = 1_000_000;

    @Override
    public int queueFrames() {
        return frames;
    }

    @Override
    public long queueBytes() {
        return bytes;
    }

    @Override
    public int maxSockets() {
        return 1;
    }

    @Override
    public Duration pingInterval() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration silence() {
        return Duration.ofSeconds(1);
    }
}
