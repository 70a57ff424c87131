package dev.intermute.reservation;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class RenewIT extends RenewTest {}
