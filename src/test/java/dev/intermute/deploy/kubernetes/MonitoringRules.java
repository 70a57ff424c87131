package dev.intermute.deploy.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.SafeAuthorization;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/** How Prometheus finds the service, is let in, and by which key; nothing where there is no ServiceMonitor. */
final class MonitoringRules {
    private static final String SECRET = "intermute-metrics-key";
    private static final String KEY = "key";

    private final Manifests manifests;
    private final Violations violations;

    MonitoringRules(Manifests manifests, Violations violations) {
        this.manifests = manifests;
        this.violations = violations;
    }

    void check() {
        manifests.all(ServiceMonitor.class).forEach(this::monitor);
    }

    private void monitor(ServiceMonitor monitor) {
        LabelSelector selector = monitor.getSpec().getSelector();
        List<Service> services = manifests
                .all(Service.class)
                .filter(service -> selector != null
                        && NetworkRules.selects(
                                selector.getMatchLabels(), service.getMetadata().getLabels()))
                .toList();
        violations.unless(services.size() == 1, "the ServiceMonitor selects %d Services", services.size());
        violations.unless(
                monitor.getSpec().getEndpoints().size() == 1, "the ServiceMonitor must scrape once, at one endpoint");
        monitor.getSpec().getEndpoints().forEach(endpoint -> endpoint(endpoint, services));
        violations.unless(
                manifests.all(NetworkPolicy.class).anyMatch(MonitoringRules::admitsByName),
                "no policy lets the namespace of Prometheus in");
    }

    private void endpoint(Endpoint endpoint, List<Service> services) {
        violations.unless(
                services.stream()
                        .flatMap(service -> service.getSpec().getPorts().stream())
                        .anyMatch(port -> Objects.equals(port.getName(), endpoint.getPort())),
                "the Service has no port %s to scrape",
                endpoint.getPort());
        violations.unless("/q/metrics".equals(endpoint.getPath()), "the metrics aren't at %s", endpoint.getPath());
        violations.unless(
                "http".equalsIgnoreCase(Objects.requireNonNullElse(endpoint.getScheme(), "http")),
                "the service speaks no TLS");
        SafeAuthorization authorization = endpoint.getAuthorization();
        violations.unless(
                authorization != null
                        && "Bearer".equals(Objects.requireNonNullElse(authorization.getType(), "Bearer"))
                        && authorization.getCredentials() != null,
                "Prometheus sends no key");
        if (authorization != null && authorization.getCredentials() != null) {
            SecretKeySelector secret = authorization.getCredentials();
            violations.unless(
                    SECRET.equals(secret.getName()) && KEY.equals(secret.getKey()),
                    "Prometheus's key isn't %s of the Secret %s",
                    KEY,
                    SECRET);
        }
    }

    private static boolean admitsByName(NetworkPolicy policy) {
        return policy.getSpec().getIngress().stream()
                .flatMap(rule -> rule.getFrom().stream())
                .filter(peer -> peer.getNamespaceSelector() != null)
                .map(peer -> Objects.requireNonNullElse(
                        peer.getNamespaceSelector().getMatchLabels(), Map.<String, String>of()))
                .anyMatch(labels -> labels.containsKey("kubernetes.io/metadata.name"));
    }
}
