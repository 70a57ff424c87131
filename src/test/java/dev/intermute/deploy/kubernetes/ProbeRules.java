package dev.intermute.deploy.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;

/** What the kubelet asks, and how patient it is. */
final class ProbeRules {
    /** Kubernetes's own where a probe doesn't say. */
    private static final int PERIOD_SECONDS = 10;

    private static final int FAILURES = 3;

    /** Room for a migration of the database, which takes place before the service has started. */
    private static final int PATIENT_WITH_START = 60;
    /** A machine that is slow for a while is no reason for a restart. */
    private static final int PATIENT_WITH_LIFE = 30;
    /** For longer agents would be sent to one who can't answer. */
    private static final int QUICK_TO_FIND_UNREADY = 15;

    private final Manifests manifests;
    private final Violations violations;

    ProbeRules(Manifests manifests, Violations violations) {
        this.manifests = manifests;
        this.violations = violations;
    }

    /** The probes of the container by their names in the manifest; those that aren't there are left out. */
    static Map<String, Probe> of(Container container) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("startupProbe", container.getStartupProbe());
        probes.put("livenessProbe", container.getLivenessProbe());
        probes.put("readinessProbe", container.getReadinessProbe());
        probes.values().removeIf(Objects::isNull);
        return probes;
    }

    void check() {
        Map<String, Probe> probes = of(manifests.container());
        asks(probes, "startupProbe", "/q/health/started");
        asks(probes, "livenessProbe", "/q/health/live");
        asks(probes, "readinessProbe", "/q/health/ready");
        probes.forEach(this::port);
        violations.unless(
                seconds(probes.get("startupProbe")) >= PATIENT_WITH_START, "a start with a migration would be killed");
        violations.unless(seconds(probes.get("livenessProbe")) >= PATIENT_WITH_LIFE, "slowness would be killed");
        violations.unless(
                seconds(probes.get("readinessProbe")) <= QUICK_TO_FIND_UNREADY,
                "agents would be sent to one not ready");
    }

    private void asks(Map<String, Probe> probes, String name, String path) {
        Probe probe = probes.get(name);
        violations.unless(
                probe != null
                        && probe.getHttpGet() != null
                        && path.equals(probe.getHttpGet().getPath()),
                "the %s doesn't ask %s",
                name,
                path);
    }

    private void port(String name, Probe probe) {
        HTTPGetAction get = probe.getHttpGet();
        if (get == null) {
            return;
        }
        String wanted = manifests.portName(manifests.port());
        violations.unless(
                get.getPort() != null && wanted.equals(get.getPort().getStrVal()),
                "the %s asks another port than %s",
                name,
                wanted);
        violations.unless(get.getScheme() == null || get.getScheme().equals("HTTP"), "the %s speaks TLS", name);
        violations.unless(get.getHost() == null, "the %s asks another host", name);
    }

    /** How long it fails before something happens. */
    private static int seconds(Probe probe) {
        return probe == null
                ? 0
                : Objects.requireNonNullElse(probe.getPeriodSeconds(), PERIOD_SECONDS)
                        * Objects.requireNonNullElse(probe.getFailureThreshold(), FAILURES);
    }
}
