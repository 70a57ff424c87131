package dev.intermute.testing;

import java.util.Map;

/** A clock that tests may move, and no sweep that comes by itself. One server for all classes that name it. */
public class UnsweptProfile extends ClockProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "intermute.reservation.sweep-interval", "1h",
                "intermute.record.sweep-interval", "1h");
    }
}
