package dev.intermute.testing;

import java.util.Map;

/**
 * A clock that tests may move, sweeps that come all the time, and agents that go from active to stale. One server for all
 * classes that name it.
 */
public class SweptProfile extends ClockProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "intermute.reservation.sweep-interval", "50ms",
                "intermute.record.sweep-interval", "50ms",
                "intermute.liveness.stale-after", "20s");
    }
}
