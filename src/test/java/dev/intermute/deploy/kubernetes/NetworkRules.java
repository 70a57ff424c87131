package dev.intermute.deploy.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;

/** Who finds the pod, at which port, and who is let in. */
final class NetworkRules {
    private final Manifests manifests;
    private final Violations violations;
    private final Map<String, String> labels;
    private final String portName;

    NetworkRules(Manifests manifests, Violations violations) {
        this.manifests = manifests;
        this.violations = violations;
        this.labels = Objects.requireNonNullElse(manifests.podLabels(), Map.of());
        this.portName = manifests.portName(manifests.port());
    }

    /** Whether labels have all that a selector wants, which is not nothing. */
    static boolean selects(Map<String, String> selector, Map<String, String> labels) {
        return selector != null
                && !selector.isEmpty()
                && labels != null
                && labels.entrySet().containsAll(selector.entrySet());
    }

    void check() {
        violations.unless(
                selects(manifests.statefulSet().getSpec().getSelector().getMatchLabels(), labels),
                "the StatefulSet doesn't select its pods");
        violations.unless(portName.equals("http"), "no port of the container is called http and the one it listens on");
        services();
        policies();
        namespaces();
    }

    private void services() {
        String own = manifests.statefulSet().getSpec().getServiceName();
        List<Service> services = manifests.all(Service.class).toList();
        violations.unless(
                services.stream()
                        .anyMatch(service -> service.getMetadata().getName().equals(own)),
                "there is no Service %s",
                own);
        for (Service service : services) {
            violations.unless(
                    selects(service.getSpec().getSelector(), labels),
                    "the Service %s doesn't select the pod",
                    service.getMetadata().getName());
            violations.unless(
                    "ClusterIP"
                            .equals(Objects.requireNonNullElse(service.getSpec().getType(), "ClusterIP")),
                    "the Service can be reached from outside");
            service.getSpec().getPorts().forEach(this::port);
        }
    }

    private void port(ServicePort port) {
        violations.unless(port.getPort() == manifests.port(), "the Service has another port than the service");
        violations.unless(isOurs(port.getTargetPort()), "the Service's target is no port of the pod");
        violations.unless(isTcp(port.getProtocol()), "the Service isn't TCP");
    }

    private boolean isOurs(IntOrString port) {
        return port != null
                && (portName.equals(port.getStrVal()) || Objects.equals(manifests.port(), port.getIntVal()));
    }

    private static boolean isTcp(String protocol) {
        return Objects.requireNonNullElse(protocol, "TCP").equals("TCP");
    }

    private void policies() {
        List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class).toList();
        violations.unless(
                policies.stream()
                        .anyMatch(policy -> policy.getSpec().getPolicyTypes().containsAll(Set.of("Ingress", "Egress"))),
                "what isn't allowed isn't forbidden in both directions");
        for (NetworkPolicy policy : policies) {
            String name = policy.getMetadata().getName();
            LabelSelector selector = policy.getSpec().getPodSelector();
            violations.unless(
                    selector != null && selects(selector.getMatchLabels(), labels),
                    "the policy %s doesn't select the pod",
                    name);
            violations.unless(
                    policy.getSpec().getPolicyTypes().contains("Ingress")
                            && !policy.getSpec().getIngress().isEmpty(),
                    "the policy %s lets nobody in",
                    name);
            violations.unless(policy.getSpec().getEgress().isEmpty(), "the policy %s lets something out", name);
            policy.getSpec().getIngress().forEach(rule -> ingress(name, rule));
        }
    }

    private void ingress(String policy, NetworkPolicyIngressRule rule) {
        violations.unless(
                rule.getPorts().size() == 1 && rule.getPorts().stream().allMatch(this::isOurs),
                "the policy %s is not for our port",
                policy);
        violations.unless(
                !rule.getFrom().isEmpty() && rule.getFrom().stream().allMatch(NetworkRules::isNarrow),
                "the policy %s lets everybody in",
                policy);
    }

    private boolean isOurs(NetworkPolicyPort port) {
        return isOurs(port.getPort()) && isTcp(port.getProtocol()) && port.getEndPort() == null;
    }

    /** Pods of the same namespace, or of namespaces that somebody has given a label. */
    private static boolean isNarrow(NetworkPolicyPeer peer) {
        LabelSelector namespaces = peer.getNamespaceSelector();
        return peer.getIpBlock() == null
                && (namespaces == null
                        ? peer.getPodSelector() != null
                        : namespaces.getMatchLabels() != null
                                && !namespaces.getMatchLabels().isEmpty());
    }

    private void namespaces() {
        Set<String> used = manifests.all().stream()
                .filter(object -> !(object instanceof Namespace))
                .map(NetworkRules::namespace)
                .collect(Collectors.toSet());
        violations.unless(used.size() == 1, "parts are in different namespaces: %s", used);
        manifests
                .all(Namespace.class)
                .forEach(namespace -> violations.unless(
                        used.contains(namespace.getMetadata().getName()),
                        "nothing is in the namespace %s",
                        namespace.getMetadata().getName()));
    }

    private static String namespace(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "(none)");
    }
}
