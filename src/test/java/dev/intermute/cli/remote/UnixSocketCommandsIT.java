package dev.intermute.cli.remote;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands, with a service that is reached by its Unix socket. */
class UnixSocketCommandsIT {
    /** Not below target: the path of a socket has little room. */
    @TempDir
    private Path folder;

    @Test
    void after_a_registration_over_the_socket_the_other_commands_just_work() {
        String url = "unix:" + folder.resolve("s.sock");
        Shell ada = new Shell(PackagedProgram.isNative(), folder.resolve("ada"), folder.resolve("state"), url, "demo");

        try (PackagedServer server = PackagedServer.start(folder, Map.of(), "--db", "test.db", "--socket", "s.sock")) {
            server.url();
            ada.run("register", "ada").done();
            ada.set("INTERMUTE_URL", null).set("INTERMUTE_PROJECT", null);

            assertThat(ada.run("send", "--to", "ada", "--id", "m1", "text")
                            .done()
                            .out())
                    .contains("sent m1 to ada");
            assertThat(ada.run("inbox").done().out()).contains("m1");
            assertThat(ada.run("health").done().out().strip()).isEqualTo("ok");
            assertThat(server.terminate()).isZero();
        }

        ada.run("health").failed(Exit.UNAVAILABLE, url, "can't be asked");
        assertThat(ada.run("health", "--url", url, "--json")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("unavailable");
    }
}
