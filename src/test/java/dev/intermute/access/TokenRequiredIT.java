package dev.intermute.access;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class TokenRequiredIT extends TokenRequiredTest {}
