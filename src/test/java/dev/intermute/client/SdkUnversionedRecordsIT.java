package dev.intermute.client;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service. */
@QuarkusIntegrationTest
class SdkUnversionedRecordsIT extends SdkUnversionedRecordsTest {}
