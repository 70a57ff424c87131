package dev.intermute.cli.remote;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class WatchCommandIT extends WatchCommandTest {
    @Override
    protected boolean packaged() {
        return true;
    }
}
