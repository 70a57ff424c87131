package dev.intermute.push;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class HandshakeIT extends HandshakeTest {}
