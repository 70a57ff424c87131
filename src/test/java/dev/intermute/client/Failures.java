package dev.intermute.client;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Calls that must fail. */
final class Failures {
    private Failures() {}

    /** How it failed; the test fails if it didn't, or with another exception than the SDK's. */
    static IntermuteException failureOf(ThrowingCallable call) {
        IntermuteException failure = catchThrowableOfType(IntermuteException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        return failure;
    }
}
