package dev.intermute.cli.remote;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ReservationCommandsIT extends ReservationCommandsTest {
    @Override
    protected boolean packaged() {
        return true;
    }
}
