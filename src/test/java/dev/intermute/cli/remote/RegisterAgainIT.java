package dev.intermute.cli.remote;

import io.quarkus.test.junit.QuarkusIntegrationTest;

import dev.intermute.testing.PackagedProgram;

/**
 * The same against the packaged service. A binary is the command itself, too; a jar is so slow to start that only
 * {@link EveryCommandIT} starts it as one.
 */
@QuarkusIntegrationTest
class RegisterAgainIT extends RegisterAgainTest {
    @Override
    protected boolean packaged() {
        return PackagedProgram.isNative();
    }
}
