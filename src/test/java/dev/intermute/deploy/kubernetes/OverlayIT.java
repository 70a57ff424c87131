package dev.intermute.deploy.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawHttp;

import static org.assertj.core.api.Assertions.assertThat;

/** What the real kustomize builds of deploy/kubernetes, beside what the real service answers. */
@Tag("ci")
class OverlayIT {
    private static final String METRICS_KEY = "a-key-of-the-project-metrics";

    static List<Path> overlays() {
        return Kustomize.overlays();
    }

    /** Each component, and all together, on each overlay that has none yet. */
    static List<Arguments> additions() {
        List<List<Path>> sets =
                new ArrayList<>(Kustomize.components().stream().map(List::of).toList());
        sets.add(Kustomize.components());
        return overlays().stream()
                .filter(overlay -> !Kustomize.hasComponents(overlay))
                .flatMap(overlay -> sets.stream().map(set -> Arguments.of(overlay, set)))
                .toList();
    }

    @Test
    void it_is_the_kustomize_that_was_asked_for() {
        assertThat(Kustomize.version()).isEqualTo(Kustomize.VERSION);
    }

    @Test
    void there_are_the_overlays_that_the_readme_names() throws IOException {
        String readme = Files.readString(Kustomize.ROOT.resolve("README.md"));

        assertThat(Stream.concat(overlays().stream(), Kustomize.components().stream()))
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(path -> assertThat(readme).contains("`" + Kustomize.ROOT.relativize(path) + "`"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void each_overlay_keeps_to_the_api_and_to_the_rules(Path overlay) {
        assertThat(ManifestRules.violations(Manifests.parse(Kustomize.build(overlay))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("additions")
    void each_component_can_be_added_to_each_overlay(Path overlay, List<Path> components) {
        Path own = Kustomize.own(PackagedServer.freshFolder(), overlay, components);

        assertThat(ManifestRules.violations(Manifests.parse(Kustomize.build(own))))
                .isEmpty();
    }

    @Test
    void what_the_tests_without_kustomize_look_at_is_what_it_builds() {
        String built = Kustomize.build(Kustomize.ROOT.resolve("overlays/production-monitored"));

        assertThat(Manifests.trees(Golden.yaml()))
                .as("write %s anew with kustomize build", Golden.FILE)
                .isEqualTo(Manifests.trees(built));
    }

    @Test
    void the_readme_makes_the_secrets_that_the_manifests_want() throws IOException {
        String readme = Files.readString(Kustomize.ROOT.resolve("README.md"));
        Manifests manifests = Manifests.parse(Golden.yaml());
        SecretVolumeSource keys = manifests.pod().getVolumes().get(0).getSecret();
        SecretKeySelector metrics = endpoint(manifests).getAuthorization().getCredentials();

        assertThat(readme)
                .contains("create secret generic " + keys.getSecretName() + " ")
                .contains("--from-file=" + keys.getItems().get(0).getKey())
                .contains("create secret generic " + metrics.getName() + " ")
                .contains("--from-file=" + metrics.getKey() + "=");
    }

    @Test
    void probes_and_prometheus_are_answered_where_they_ask() throws IOException {
        Set<String> probed = new TreeSet<>();
        for (Path overlay : overlays()) {
            Manifests manifests = Manifests.parse(Kustomize.build(overlay));
            for (Probe probe : ProbeRules.of(manifests.container()).values()) {
                probed.add(probe.getHttpGet().getPath());
            }
        }
        String metrics = endpoint(Manifests.parse(Golden.yaml())).getPath();
        Path folder = PackagedServer.freshFolder();
        Path keys = folder.resolve("keys.yaml");
        Files.writeString(keys, "projects: {metrics: {keys: [" + METRICS_KEY + "]}}\n");

        try (PackagedServer server =
                PackagedServer.start(folder, Map.of("INTERMUTE_KEYS_FILE", keys.toString()), "--db", "test.db")) {
            assertThat(probed).hasSize(3);
            for (String path : probed) {
                assertThat(statusFromAfar(server, path, null)).as(path).isEqualTo(200);
            }
            assertThat(statusFromAfar(server, "/q/health/nothing-that-is", null))
                    .isNotEqualTo(200);

            assertThat(statusFromAfar(server, metrics, METRICS_KEY)).isEqualTo(200);
            assertThat(statusFromAfar(server, metrics, null)).isEqualTo(401);
        }
    }

    private static Endpoint endpoint(Manifests manifests) {
        return manifests
                .all(ServiceMonitor.class)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getEndpoints()
                .get(0);
    }

    /** As the kubelet and Prometheus ask, by the pod's address: nobody who does is a local caller. */
    private static int statusFromAfar(PackagedServer server, String path, String key) {
        int others = RestAssured.port;
        RestAssured.port = URI.create(server.url()).getPort();
        try {
            return RawHttp.get(path)
                    .header("Host", "10.0.0.7:7338")
                    .header("Authorization", key == null ? null : "Bearer " + key)
                    .send()
                    .status();
        } finally {
            RestAssured.port = others;
        }
    }
}
