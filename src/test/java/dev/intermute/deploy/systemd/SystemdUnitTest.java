package dev.intermute.deploy.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.ListedSettings;

import static org.assertj.core.api.Assertions.assertThat;

/** What the units say, held against the settings that there are, and against each other. */
class SystemdUnitTest {
    private static final String STATE = "/var/lib/intermute/";
    private static final Map<String, String> SETTINGS =
            ListedSettings.ofReadme().variables();
    private static final Pattern VARIABLE = Pattern.compile("INTERMUTE_[A-Z_]+");

    @Test
    void every_variable_in_the_units_and_their_files_is_a_setting() throws IOException {
        for (Path folder : List.of(SystemdUnit.SYSTEMD, Path.of("deploy/litestream"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher variable = VARIABLE.matcher(Files.readString(file));
                    while (variable.find()) {
                        assertThat(SETTINGS).as(file.toString()).containsKey(variable.group());
                    }
                }
            }
        }
    }

    @Test
    void what_the_example_of_the_environment_says_is_a_default_but_for_what_it_is_there_to_change() throws IOException {
        Map<String, String> shown = new TreeMap<>();
        for (String line : Files.readAllLines(SystemdUnit.SYSTEMD.resolve("intermute.env"))) {
            assertThat(line).as("nothing is set by the example").matches("#.*|");
            if (line.startsWith("#INTERMUTE_")) {
                shown.put(line.substring(1, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
        }

        assertThat(shown).isNotEmpty();
        shown.entrySet().removeIf(one -> one.getValue().equals(SETTINGS.get(one.getKey())));
        assertThat(shown)
                .containsOnlyKeys(
                        "INTERMUTE_HOST", "INTERMUTE_AUTH_REQUIRE_AGENT_TOKEN", "INTERMUTE_STORE_SYNCHRONOUS");
    }

    @Test
    void what_the_service_keeps_is_in_its_folder_of_state_and_its_socket_in_that_of_the_run() throws IOException {
        SystemdUnit unit = SystemdUnit.read(SystemdUnit.SERVICE);

        assertThat(unit.environment())
                .containsOnly(
                        Map.entry("INTERMUTE_DB", STATE + "intermute.db"),
                        Map.entry("INTERMUTE_KEYS_FILE", STATE + "intermute.keys.yaml"),
                        Map.entry("INTERMUTE_SOCKET", "/run/intermute/intermute.sock"));
        assertThat(Path.of("/var/lib").resolve(unit.value("StateDirectory"))).isEqualTo(Path.of(STATE));
        assertThat(Path.of("/run").resolve(unit.value("RuntimeDirectory"))).isEqualTo(Path.of("/run/intermute"));
        assertThat(Path.of(unit.value("WorkingDirectory"))).isEqualTo(Path.of(STATE));
        assertThat(unit.value("StateDirectoryMode")).isEqualTo("0700");
        assertThat(unit.value("EnvironmentFile")).isEqualTo("-/etc/intermute/intermute.env");
    }

    @Test
    void the_user_is_the_one_that_is_made() throws IOException {
        SystemdUnit unit = SystemdUnit.read(SystemdUnit.SERVICE);

        assertThat(Files.readString(SystemdUnit.SYSTEMD.resolve("intermute.sysusers.conf")))
                .containsPattern("(?m)^u " + unit.value("User") + " - ")
                .contains(" " + unit.value("WorkingDirectory") + " ");
        assertThat(unit.value("Group")).isEqualTo(unit.value("User"));
    }

    @Test
    void a_stop_has_more_time_than_the_service_takes() throws IOException {
        SystemdUnit unit = SystemdUnit.read(SystemdUnit.SERVICE);

        assertThat(seconds(unit.value("TimeoutStopSec")))
                .isGreaterThan(seconds(SETTINGS.get("INTERMUTE_SHUTDOWN_GRACE")).multipliedBy(2));
        assertThat(unit.value("KillSignal")).isEqualTo("SIGTERM");
    }

    @Test
    void each_socket_that_may_be_open_finds_a_free_descriptor() throws IOException {
        SystemdUnit unit = SystemdUnit.read(SystemdUnit.SERVICE);

        assertThat(Integer.parseInt(unit.value("LimitNOFILE")))
                .isGreaterThan(2 * Integer.parseInt(SETTINGS.get("INTERMUTE_PUSH_MAX_SOCKETS")));
    }

    @Test
    void litestream_is_the_same_user_with_the_same_database_and_is_stopped_after_the_service() throws IOException {
        SystemdUnit service = SystemdUnit.read(SystemdUnit.SERVICE);
        SystemdUnit litestream = SystemdUnit.read(SystemdUnit.LITESTREAM);

        for (String same : List.of("User", "Group", "StateDirectory", "StateDirectoryMode", "UMask")) {
            assertThat(litestream.value(same)).as(same).isEqualTo(service.value(same));
        }
        assertThat(litestream.environment().get("INTERMUTE_DB"))
                .isEqualTo(service.environment().get("INTERMUTE_DB"));
        assertThat(litestream.value("Before")).isEqualTo("intermute.service");
        assertThat(litestream.value("ReadWritePaths"))
                .isEqualTo("-"
                        + litestream.environment().get("LITESTREAM_REPLICA_URL").substring("file://".length()));
    }

    private static Duration seconds(String text) {
        assertThat(text).matches("\\d+s");
        return Duration.ofSeconds(Integer.parseInt(text.substring(0, text.length() - 1)));
    }
}
