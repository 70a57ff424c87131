package dev.intermute.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The compose file as Docker's own loader reads it, which is strict: an unknown field is an error. Needs {@code compose-spec}. */
@Tag("ci")
class ComposeIT {
    private static final Path FILE = Path.of("deploy/compose/compose.yaml");
    /** How long intermute may take to stop: README, intermute.shutdown-grace. */
    private static final int SHUTDOWN_GRACE_SECONDS = 5;

    @Test
    void the_service_is_confined_as_everywhere() throws Exception {
        JsonNode service = load("").path("services").path("intermute");

        assertThat(service.path("image").asText()).isEqualTo("intermute:0.1.0");
        confined(service);
        assertThat(seconds(service.path("stop_grace_period"))).isGreaterThan(2 * SHUTDOWN_GRACE_SECONDS);
        assertThat(service.path("mem_limit").asText()).isEqualTo("512m");
        assertThat(service.path("ulimits").path("nofile").asInt()).isGreaterThan(2 * 20_000);
        assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        assertThat(service.has("command") || service.has("entrypoint") || service.has("environment"))
                .as("the image knows how it is started")
                .isFalse();
    }

    @Test
    void it_is_published_on_this_machine_alone() throws Exception {
        JsonNode ports = load("").path("services").path("intermute").path("ports");

        assertThat(ports).hasSize(1);
        assertThat(ports.get(0).path("host_ip").asText()).isEqualTo("127.0.0.1");
        assertThat(ports.get(0).path("published").asText()).isEqualTo("7338");
        assertThat(ports.get(0).path("target").asInt()).isEqualTo(7338);
    }

    @Test
    void its_data_is_in_a_named_volume() throws Exception {
        JsonNode project = load("");
        JsonNode volumes = project.path("services").path("intermute").path("volumes");

        assertThat(volumes).hasSize(1);
        assertThat(volumes.get(0).path("type").asText()).isEqualTo("volume");
        assertThat(volumes.get(0).path("target").asText()).isEqualTo("/data");
        assertThat(project.path("volumes")
                        .path(volumes.get(0).path("source").asText())
                        .path("name")
                        .asText())
                .as("as the README of the folder calls it")
                .isEqualTo("intermute_data");
    }

    @Test
    void the_binary_itself_tells_whether_it_is_healthy() throws Exception {
        JsonNode healthcheck = load("").path("services").path("intermute").path("healthcheck");

        assertThat(healthcheck.path("test"))
                .extracting(JsonNode::asText)
                .containsExactly("CMD", "/usr/local/bin/intermute", "health");
        assertThat(seconds(healthcheck.path("timeout"))).isLessThan(seconds(healthcheck.path("interval")));
    }

    @Test
    void litestream_comes_with_the_profile_alone_and_finds_the_database_and_its_configuration() throws Exception {
        JsonNode services = load("backup").path("services");
        JsonNode litestream = services.path("litestream");

        confined(litestream);
        assertThat(litestream.path("profiles")).extracting(JsonNode::asText).containsExactly("backup");
        assertThat(litestream.path("environment").path("INTERMUTE_DB").asText()).isEqualTo("/data/intermute.db");
        assertThat(litestream.path("volumes").get(0))
                .isEqualTo(services.path("intermute").path("volumes").get(0));
        JsonNode configuration = litestream.path("volumes").get(1);
        assertThat(Path.of(configuration.path("source").asText()))
                .isEqualTo(Path.of("deploy/litestream/litestream.yml").toAbsolutePath());
        assertThat(configuration.path("target").asText()).isEqualTo("/etc/litestream.yml");
        assertThat(configuration.path("read_only").asBoolean()).isTrue();
        assertThat(litestream.path("environment").path("LITESTREAM_REPLICA_URL").asText())
                .startsWith("file://"
                        + litestream.path("volumes").get(2).path("target").asText() + "/");
        assertThat(seconds(litestream.path("stop_grace_period")))
                .as("more than litestream takes for the rest")
                .isGreaterThan(30);
    }

    @ParameterizedTest
    @CsvSource({
        "mem_limit: 512m, memory_limit: 512m, memory_limit",
        "read_only: true, read_only: perhaps, read_only",
        "condition: service_healthy, condition: healthy, condition"
    })
    void a_mistake_in_it_is_told(String right, String wrong, String told) throws Exception {
        String file = Files.readString(FILE);
        assertThat(file).contains(right);
        Path mistaken = PackagedServer.freshFolder().resolve("compose.yaml");
        Files.writeString(mistaken, file.replace(right, wrong));

        Tool.Output run = run("backup", mistaken);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.said()).contains(told);
    }

    private static void confined(JsonNode service) {
        assertThat(service.path("user").asText()).isEqualTo("65532:65532");
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(service.path("cap_drop")).extracting(JsonNode::asText).containsExactly("ALL");
        assertThat(service.path("security_opt")).extracting(JsonNode::asText).containsExactly("no-new-privileges:true");
        assertThat(service.has("privileged") || service.has("cap_add")).isFalse();
    }

    private static int seconds(JsonNode duration) {
        assertThat(duration.asText()).matches("\\d+s");
        return Integer.parseInt(duration.asText().replace("s", ""));
    }

    private static JsonNode load(String profiles) throws IOException {
        Tool.Output run = run(profiles, FILE);
        assertThat(run).returns(0, Tool.Output::exitCode);
        return new ObjectMapper().readTree(run.said());
    }

    private static Tool.Output run(String profiles, Path file) {
        return Tool.run(
                file.getParent(),
                Map.of("COMPOSE_PROFILES", profiles),
                List.of("compose-spec", "-format", "json", file.getFileName().toString()));
    }
}
