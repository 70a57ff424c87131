package dev.intermute.deploy.kubernetes;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules find what they are there to find: each on manifests that have this one fault. */
class ManifestRulesTest {
    static List<Fault> faults() {
        return Faults.all();
    }

    @Test
    void nothing_is_wrong_with_what_we_ship() {
        assertThat(ManifestRules.violations(Manifests.parse(Golden.yaml()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_found(Fault fault) {
        Manifests faulty = Manifests.of(fault.in(Manifests.trees(Golden.yaml())));

        assertThat(ManifestRules.violations(faulty))
                .anySatisfy(violation -> assertThat(violation).contains(fault.expected()));
    }
}
