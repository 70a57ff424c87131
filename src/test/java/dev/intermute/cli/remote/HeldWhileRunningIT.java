package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A command that runs while files are held, and signals: as processes, for a process is what gets them. */
@QuarkusIntegrationTest
@WithTestResource(TestServer.class)
class HeldWhileRunningIT extends ShellCase {
    private Path started;
    private Process holding;

    /** What holds is a process in any case; a jar is slow to start for the rest. */
    @Override
    protected boolean packaged() {
        return PackagedProgram.isNative();
    }

    @BeforeEach
    void bothAreThere() {
        registered();
        started = ada.folder().resolve("started");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void a_signal_ends_the_command_and_gives_the_files_back(String signal) throws IOException, InterruptedException {
        hold("trap 'exit 7' TERM; touch started; while :; do sleep 0.05; done");
        assertThat(bob.run("check", "src/x").code()).isEqualTo(Exit.CONFLICT.code());

        signal(signal, holding);

        assertThat(holding.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(holding.exitValue()).isEqualTo(7);
        assertThat(bob.run("check", "src/x").done().out()).startsWith("free");
    }

    @Test
    void a_command_that_a_signal_ends_says_so_by_its_code() throws IOException, InterruptedException {
        hold("touch started; exec sleep 60");

        signal("TERM", holding);

        assertThat(holding.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(holding.exitValue()).isEqualTo(128 + 15);
        assertThat(bob.run("check", "src/x").done().out()).startsWith("free");
    }

    @Test
    void the_last_of_several_commands_gives_back_what_they_hold_together() throws IOException, InterruptedException {
        hold("touch started; while ! [ -e enough ]; do sleep 0.05; done");

        ada.run("reserve", "src/x", "--", "true").done();

        assertThat(bob.run("check", "src/x").code()).isEqualTo(Exit.CONFLICT.code());
        Files.createFile(ada.folder().resolve("enough"));
        assertThat(holding.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(holding.exitValue()).isZero();
        assertThat(bob.run("check", "src/x").done().out()).startsWith("free");
    }

    @Test
    void whoever_ends_first_leaves_it_to_the_others() throws IOException, InterruptedException {
        Path second = ada.folder().resolve("second");
        hold("touch started; while ! [ -e second ]; do sleep 0.05; done");
        Process later = ada.start("reserve", "src/x", "--", "sh", "-c", "touch second; exec sleep 60");
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(second) && !holding.isAlive());

            assertThat(bob.run("check", "src/x").code()).isEqualTo(Exit.CONFLICT.code());
            signal("TERM", later);
            assertThat(later.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(bob.run("check", "src/x").done().out()).startsWith("free");
        } finally {
            later.destroyForcibly();
        }
    }

    @Test
    void several_that_begin_and_end_at_once_hold_it_each_to_its_end() throws IOException, InterruptedException {
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(ada.start("reserve", "src/x", "--", "true"));
        }

        for (Process each : all) {
            assertThat(each.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(each.exitValue()).isZero();
        }
        assertThat(bob.run("check", "src/x").done().out()).startsWith("free");
    }

    @AfterEach
    void end() {
        if (holding != null) {
            holding.destroyForcibly();
        }
    }

    private Process hold(String script) throws IOException {
        holding = ada.start("reserve", "src/x", "--", "sh", "-c", script);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> Files.exists(started) || !holding.isAlive());
        return holding;
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
