package dev.intermute.cli.remote;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class RegisterCommandIT extends RegisterCommandTest {
    @Override
    protected boolean packaged() {
        return true;
    }
}
