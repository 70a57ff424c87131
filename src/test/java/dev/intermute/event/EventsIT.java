package dev.intermute.event;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class EventsIT extends EventsTest {}
