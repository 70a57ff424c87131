package dev.intermute.testing;

import java.util.Set;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * A server with a clock that tests may move: {@code @QuarkusTest} only, for classes named {@code …ClockTest}. Each profile
 * that is made of it has a server started, so that there are but two.
 */
abstract class ClockProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestClock.class);
    }
}
