package dev.intermute.deploy.kubernetes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManifestsTest {
    @Test
    void what_the_api_knows_is_read() {
        Manifests manifests = Manifests.parse(Golden.yaml());

        assertThat(manifests.all()).hasSize(8);
        assertThat(manifests.container().getName()).isEqualTo("intermute");
        assertThat(manifests.environment("INTERMUTE_DB", "")).isEqualTo("/data/intermute.db");
        assertThat(manifests.environment("INTERMUTE_PORT", "none")).isEqualTo("none");
        assertThat(manifests.port()).isEqualTo(7338);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StatefulSet/intermute ",
                "StatefulSet/intermute metadata/",
                "StatefulSet/intermute spec/",
                "StatefulSet/intermute spec/persistentVolumeClaimRetentionPolicy/",
                "StatefulSet/intermute spec/template/metadata/",
                "StatefulSet/intermute spec/template/spec/",
                "StatefulSet/intermute spec/template/spec/securityContext/",
                "StatefulSet/intermute spec/template/spec/containers/intermute/",
                "StatefulSet/intermute spec/template/spec/containers/intermute/env/INTERMUTE_DB/",
                "StatefulSet/intermute spec/template/spec/containers/intermute/livenessProbe/",
                "StatefulSet/intermute spec/template/spec/containers/intermute/livenessProbe/httpGet/",
                "StatefulSet/intermute spec/template/spec/containers/intermute/resources/",
                "StatefulSet/intermute spec/template/spec/containers/intermute/securityContext/capabilities/",
                "StatefulSet/intermute spec/template/spec/containers/intermute/volumeMounts/keys/",
                "StatefulSet/intermute spec/template/spec/volumes/keys/",
                "StatefulSet/intermute spec/template/spec/volumes/keys/secret/items/0/",
                "StatefulSet/intermute spec/volumeClaimTemplates/data/spec/",
                "Namespace/intermute ",
                "ServiceAccount/intermute ",
                "Service/intermute spec/ports/http/",
                "NetworkPolicy/intermute spec/ingress/0/from/0/podSelector/",
                "ServiceMonitor/intermute spec/",
                "ServiceMonitor/intermute spec/endpoints/0/",
                "ServiceMonitor/intermute spec/endpoints/0/authorization/credentials/",
            })
    void a_field_that_the_api_does_not_know_is_refused_at_any_depth(String where) {
        String[] objectAndPath = where.split(" ", 2);
        for (String field : new String[] {"periodSecond", "additionalProperties"}) {
            Fault fault = Fault.set(objectAndPath[0], objectAndPath[1] + field, "{}", field);

            assertThatThrownBy(() -> Manifests.of(fault.in(Manifests.trees(Golden.yaml()))))
                    .as(where + field)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + field + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "spec/replicas, '\"1\"'",
                "spec/template/metadata/labels/a, true",
                "spec/template/spec/enableServiceLinks, '\"false\"'",
                "spec/template/spec/containers/intermute/args/-, 1",
                "spec/template/spec/containers/intermute/env/INTERMUTE_DB/value, 1",
                "spec/template/spec/containers/intermute/livenessProbe/periodSeconds, '\"10s\"'",
                "spec/template/spec/containers/intermute/livenessProbe/httpGet, '\"/health\"'",
            })
    void a_value_of_another_type_is_refused(String path, String value) {
        Fault fault = Fault.set("StatefulSet/intermute", path, value, "");

        assertThatThrownBy(() -> Manifests.of(fault.in(Manifests.trees(Golden.yaml()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apps/v1/StatefulSet: ");
    }

    @Test
    void a_field_that_is_there_twice_is_refused() {
        assertThatThrownBy(() -> Manifests.parse("apiVersion: v1\nkind: Service\nkind: Service\n"))
                .hasMessageContaining("duplicate key kind");
    }

    @ParameterizedTest
    @CsvSource({"apps/v1, DaemonSet", "v1, Secret", "v2, Service"})
    void a_kind_that_nobody_expects_is_refused(String version, String kind) {
        assertThatThrownBy(() -> Manifests.parse("apiVersion: " + version + "\nkind: " + kind + "\n"))
                .hasMessage("unexpected kind " + version + "/" + kind);
    }
}
