package dev.intermute.deploy.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;

/**
 * Kubernetes's Pod Security Standard {@code restricted}, as its page lists it, with what it takes from {@code baseline}. Where a
 * control allows a list of harmless values and we use none of them, none is allowed here. All containers are looked at, those
 * that run before the others, too.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">the page</a>
 */
final class RestrictedRules {
    private static final Set<String> VOLUME_TYPES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

    private final Manifests manifests;
    private final Violations violations;
    private final PodSpec pod;
    private final PodSecurityContext context;

    RestrictedRules(Manifests manifests, Violations violations) {
        this.manifests = manifests;
        this.violations = violations;
        this.pod = manifests.pod();
        this.context = Objects.requireNonNullElseGet(pod.getSecurityContext(), PodSecurityContext::new);
    }

    void check() {
        host();
        volumes();
        violations.unless(
                context.getSysctls().isEmpty() && context.getSeLinuxOptions() == null, "sysctls or SELinux options");
        violations.unless(
                context.getAppArmorProfile() == null
                        || !"Unconfined".equals(context.getAppArmorProfile().getType()),
                "AppArmor is off");
        violations.unless(
                context.getWindowsOptions() == null && !isZero(context.getRunAsUser()), "the pod runs as root");
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .forEach(this::container);
        manifests.all(Namespace.class).forEach(this::namespace);
    }

    private void host() {
        violations.unless(
                Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC())
                        .noneMatch(Boolean.TRUE::equals),
                "the pod shares a namespace of its host");
    }

    /** By what is written: the model has a field for each type of volume there is. */
    private void volumes() {
        for (JsonNode tree : manifests.trees()) {
            for (JsonNode volume : tree.at("/spec/template/spec/volumes")) {
                volume.fieldNames()
                        .forEachRemaining(field -> violations.unless(
                                field.equals("name") || VOLUME_TYPES.contains(field),
                                "volume %s is of the type %s",
                                volume.path("name").asText(),
                                field));
            }
        }
    }

    private void container(Container container) {
        String name = container.getName();
        SecurityContext own = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        violations.unless(!Boolean.TRUE.equals(own.getPrivileged()), "%s is privileged", name);
        violations.unless(Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()), "%s may get more privileges", name);
        violations.unless(
                Boolean.TRUE.equals(Objects.requireNonNullElse(
                        own.getRunAsNonRoot(), Objects.requireNonNullElse(context.getRunAsNonRoot(), false))),
                "%s may run as root",
                name);
        violations.unless(!isZero(own.getRunAsUser()), "%s runs as root", name);
        violations.unless(
                own.getProcMount() == null || own.getProcMount().equals("Default"), "%s sees all of /proc", name);
        violations.unless(own.getSeLinuxOptions() == null && own.getWindowsOptions() == null, "%s has options", name);
        violations.unless(
                own.getAppArmorProfile() == null
                        || !"Unconfined".equals(own.getAppArmorProfile().getType()),
                "AppArmor is off in %s",
                name);
        seccomp(name, own.getSeccompProfile() == null ? context.getSeccompProfile() : own.getSeccompProfile());
        capabilities(name, Objects.requireNonNullElseGet(own.getCapabilities(), Capabilities::new));
        violations.unless(
                container.getPorts().stream()
                        .map(ContainerPort::getHostPort)
                        .allMatch(port -> port == null || port == 0),
                "%s has a port of its host",
                name);
    }

    private void seccomp(String name, SeccompProfile profile) {
        violations.unless(profile != null && SECCOMP.contains(profile.getType()), "%s may make any system call", name);
    }

    private void capabilities(String name, Capabilities capabilities) {
        violations.unless(capabilities.getDrop().contains("ALL"), "%s keeps capabilities", name);
        violations.unless(List.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd()), "%s gets capabilities", name);
    }

    /** So that the cluster keeps to it, too. */
    private void namespace(Namespace namespace) {
        Map<String, String> labels =
                Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
        violations.unless(
                "restricted".equals(labels.get("pod-security.kubernetes.io/enforce")),
                "the namespace %s doesn't ask for restricted pods",
                namespace.getMetadata().getName());
    }

    private static boolean isZero(Long user) {
        return user != null && user == 0;
    }
}
