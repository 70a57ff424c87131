package dev.intermute.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import dev.intermute.testing.Description.Operation;
import dev.intermute.testing.EighthKind;

/** The bounds of a further kind are described as they are, too. */
@QuarkusTest
@TestProfile(EighthKind.class)
class EighthKindLimitsTest extends OpenApiLimitsTest {
    @Override
    boolean isTried(Operation operation) {
        return operation.path().startsWith("/api/gadgets");
    }
}
