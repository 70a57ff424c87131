package dev.intermute.cli.remote;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TaskCommandsIT extends TaskCommandsTest {
    @Override
    protected boolean packaged() {
        return true;
    }
}
