package dev.intermute.store;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class OperationsIT extends OperationsTest {}
