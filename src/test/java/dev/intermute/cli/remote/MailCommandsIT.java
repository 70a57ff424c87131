package dev.intermute.cli.remote;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MailCommandsIT extends MailCommandsTest {
    @Override
    protected boolean packaged() {
        return true;
    }
}
