package dev.intermute.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import dev.intermute.testing.Description.Operation;
import dev.intermute.testing.EighthKind;

/** What a further kind refuses is described, too. */
@QuarkusTest
@TestProfile(EighthKind.class)
class EighthKindErrorsTest extends OpenApiErrorsTest {
    @Override
    boolean isTried(Operation operation) {
        return operation.path().startsWith("/api/gadgets");
    }
}
