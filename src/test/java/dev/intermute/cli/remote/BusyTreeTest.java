package dev.intermute.cli.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Who comes second to register, and waits in vain. */
class BusyTreeTest {
    @TempDir
    private Path home;

    @Test
    void scripts_learn_that_they_may_try_again() throws IOException {
        Path state = home.resolve("state");
        Shell shell = new Shell(false, home.resolve("tree"), state, "http://127.0.0.1:1", "p");
        Identities registrations = new Identities(state.resolve("intermute"), PrivateFiles.ofProcess());

        try (Closeable other = registrations.lock(WorkingTree.of(shell.folder()))) {
            assertThat(other).isNotNull();

            Shell.Result refused = shell.run("register", "ann", "--json");

            refused.failed(Exit.UNAVAILABLE, "another 'intermute register' runs in this working tree");
            assertThat(refused.json().path("error").asText()).isEqualTo("busy");
        }
    }
}
