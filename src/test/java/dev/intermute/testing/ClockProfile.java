package dev.intermute.testing;

import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A server of its own, with a clock that tests may move: {@code @QuarkusTest} only, for classes named {@code …ClockTest}. */
public class ClockProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestClock.class);
    }
}
