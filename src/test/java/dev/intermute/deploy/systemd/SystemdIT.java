package dev.intermute.deploy.systemd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.deploy.Tool;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The units as {@code systemd-analyze} sees them, installed in a root of their own. Needs systemd's tools and its own units. */
@Tag("ci")
class SystemdIT {
    private static final Path UNITS_OF_SYSTEMD = Path.of("/usr/lib/systemd/system");
    /** In tenths, rounded. */
    private static final int EXPOSURE = 9;
    /** It reaches an object store. */
    private static final int EXPOSURE_OF_LITESTREAM = 11;
    /** A service with a port and a Unix socket has a network; the clock is readable where it can't be set. */
    private static final List<String> WEAKNESSES = List.of(
            "RootDirectory=/RootImage=",
            "RestrictAddressFamilies=~AF_UNIX",
            "RestrictAddressFamilies=~AF_(INET|INET6)",
            "PrivateNetwork=",
            "DeviceAllow=",
            "IPAddressDeny=");

    private final Path root = PackagedServer.freshFolder();
    private final Path units = root.resolve("etc/systemd/system");
    private final Path installed = units.resolve("intermute.service");

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(units);
        Files.copy(SystemdUnit.SERVICE, installed);
        program("usr/local/bin/intermute");
        copyUnitsOfSystemd();
    }

    @Test
    void the_unit_as_installed_is_verified_without_a_word() throws Exception {
        assertThat(verify("intermute.service")).isEqualTo(new Tool.Output(0, "", ""));
    }

    @Test
    void so_is_the_one_for_the_jar_and_for_other_machines() throws Exception {
        dropIn("jar.conf");
        dropIn("network.conf");
        program("usr/bin/java");

        assertThat(verify("intermute.service")).isEqualTo(new Tool.Output(0, "", ""));
    }

    @Test
    void so_is_litestream_beside_it() throws Exception {
        Files.copy(SystemdUnit.LITESTREAM, units.resolve("intermute-litestream.service"));
        program("usr/local/bin/litestream");

        assertThat(verify("intermute-litestream.service")).isEqualTo(new Tool.Output(0, "", ""));
    }

    @Test
    void the_user_is_made_without_a_way_to_log_in() throws Exception {
        Path sysusers = Files.createDirectories(root.resolve("usr/lib/sysusers.d"));
        Files.copy(SystemdUnit.SYSTEMD.resolve("intermute.sysusers.conf"), sysusers.resolve("intermute.conf"));

        Tool.Output run = Tool.run(List.of("systemd-sysusers", "--root=" + root, "intermute.conf"));

        assertThat(run.exitCode()).as(run.said()).isZero();
        assertThat(Files.readString(root.resolve("etc/passwd")))
                .containsPattern("(?m)^intermute:x:\\d+:\\d+:intermute:/var/lib/intermute:\\S*/nologin$");
        assertThat(Files.readString(root.resolve("etc/shadow"))).containsPattern("(?m)^intermute:!");
    }

    @ParameterizedTest
    @CsvSource({
        "NoNewPrivileges, NoNewPrivilege, Unknown key",
        "Type=exec, Type=exce, Failed to parse service type",
        "ExecStart=/usr/local/bin, ExecStart=/usr/bin, is not executable",
        "ProtectProc=invisible, ProtectProc=unseen, unseen",
        "RestartSec=2s, RestartSec=2 tics, 2 tics"
    })
    void a_mistake_in_the_unit_is_told(String right, String wrong, String told) throws Exception {
        change(right, wrong);

        assertThat(verify("intermute.service").said()).contains(told);
    }

    @Test
    void the_unit_is_as_little_exposed_as_a_service_with_a_port_can_be() throws Exception {
        assertThat(security("intermute.service", EXPOSURE)).returns(0, Tool.Output::exitCode);
        assertThat(security("intermute.service", EXPOSURE - 1)).returns(1, Tool.Output::exitCode);
    }

    @Test
    void the_jar_is_exposed_by_its_compiler_alone() throws Exception {
        dropIn("jar.conf");

        assertThat(security("intermute.service", EXPOSURE)).returns(0, Tool.Output::exitCode);
        assertThat(weaknesses())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(WEAKNESSES.stream(), Stream.of("MemoryDenyWriteExecute="))
                                .toList());
    }

    @Test
    void litestream_is_exposed_by_the_network_that_it_needs() throws Exception {
        Files.copy(SystemdUnit.LITESTREAM, units.resolve("intermute-litestream.service"));

        assertThat(security("intermute-litestream.service", EXPOSURE_OF_LITESTREAM))
                .returns(0, Tool.Output::exitCode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NoNewPrivileges=yes",
                "CapabilityBoundingSet=",
                "SystemCallFilter=@system-service",
                "SystemCallArchitectures=native",
                "ProtectSystem=strict",
                "ProtectHome=yes",
                "PrivateUsers=yes",
                "RestrictNamespaces=yes",
                "IPAddressDeny=any",
                "User=intermute"
            })
    void without_one_of_its_lines_it_is_exposed_too_much(String line) throws Exception {
        change(line + "\n", "");

        assertThat(security("intermute.service", EXPOSURE)).returns(1, Tool.Output::exitCode);
    }

    /** Of two lines the sum, which is rounded, doesn't tell. */
    @ParameterizedTest
    @CsvSource({"MemoryDenyWriteExecute=yes, MemoryDenyWriteExecute=", "UMask=0077, UMask="})
    void each_weakness_that_is_left_is_a_known_one(String line, String weakness) throws Exception {
        assertThat(weaknesses()).containsExactlyInAnyOrderElementsOf(WEAKNESSES);

        change(line + "\n", "");

        assertThat(weaknesses()).contains(weakness);
    }

    private List<String> weaknesses() throws Exception {
        return security("intermute.service", EXPOSURE)
                .said()
                .lines()
                .filter(line -> line.startsWith("✗"))
                .map(line -> line.split(" +")[1])
                .toList();
    }

    private Tool.Output verify(String unit) throws Exception {
        return analyze("verify", "--man=false", unit);
    }

    private Tool.Output security(String unit, int tenths) throws Exception {
        return analyze("security", "--offline=true", "--threshold=" + tenths, unit);
    }

    private Tool.Output analyze(String verb, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of("systemd-analyze", "--no-pager", "--root=" + root, verb), Stream.of(arguments))
                .toList();
        return Tool.run(command);
    }

    private void change(String right, String wrong) throws IOException {
        String unit = Files.readString(installed);
        assertThat(unit).contains(right);
        Files.writeString(installed, unit.replace(right, wrong));
    }

    private void dropIn(String name) throws IOException {
        Path folder = Files.createDirectories(units.resolve("intermute.service.d"));
        Files.copy(SystemdUnit.SYSTEMD.resolve("drop-ins").resolve(name), folder.resolve(name));
    }

    private void program(String path) throws IOException {
        Path program = root.resolve(path);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** The targets that every service is ordered by. */
    private void copyUnitsOfSystemd() throws IOException {
        assertThat(UNITS_OF_SYSTEMD).as("systemd is installed").isDirectory();
        Path copies =
                Files.createDirectories(root.resolve(UNITS_OF_SYSTEMD.toString().substring(1)));
        try (Stream<Path> files = Files.list(UNITS_OF_SYSTEMD)) {
            files.filter(file -> file.toString().endsWith(".target")).forEach(file -> {
                try {
                    Files.copy(file, copies.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
