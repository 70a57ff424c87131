package dev.intermute.deploy.kubernetes;

import java.util.List;

/** All that manifests must keep to, whatever the overlay. */
final class ManifestRules {
    private ManifestRules() {}

    /** What is wrong. */
    static List<String> violations(Manifests manifests) {
        Violations violations = new Violations();
        new RestrictedRules(manifests, violations).check();
        new PodRules(manifests, violations).check();
        new ProbeRules(manifests, violations).check();
        new VolumeRules(manifests, violations).check();
        new NetworkRules(manifests, violations).check();
        new MonitoringRules(manifests, violations).check();
        return violations.found();
    }
}
