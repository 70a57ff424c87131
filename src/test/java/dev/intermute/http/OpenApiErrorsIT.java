package dev.intermute.http;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class OpenApiErrorsIT extends OpenApiErrorsTest {}
