package dev.intermute.record;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class TaskClaimConcurrencyIT extends TaskClaimConcurrencyTest {}
