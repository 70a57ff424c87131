package dev.intermute.message;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class SameMessageIT extends SameMessageTest {}
