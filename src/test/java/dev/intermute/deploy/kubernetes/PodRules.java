package dev.intermute.deploy.kubernetes;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;

import dev.intermute.testing.ListedSettings;

/** What the service itself needs of its pod, beside what the cluster's rules ask for. */
final class PodRules {
    /** Of the images; the volume's files belong to it. */
    private static final long USER = 65_532;
    /** In which a minute of full load has been measured to fit. */
    private static final BigDecimal MEASURED_BYTES = BigDecimal.valueOf(192L * 1024 * 1024);

    private final Manifests manifests;
    private final Violations violations;
    private final ListedSettings settings = ListedSettings.ofReadme();

    PodRules(Manifests manifests, Violations violations) {
        this.manifests = manifests;
        this.violations = violations;
    }

    void check() {
        PodSpec pod = manifests.pod();
        violations.unless(
                Objects.equals(1, manifests.statefulSet().getSpec().getReplicas()), "more than one would own the data");
        violations.unless(pod.getContainers().size() == 1, "others in the pod would be local callers without a key");
        violations.unless(Boolean.FALSE.equals(pod.getEnableServiceLinks()), "service links would set INTERMUTE_PORT");
        stop(pod);
        user(Objects.requireNonNullElseGet(pod.getSecurityContext(), PodSecurityContext::new));
        account(pod);
        Container container = manifests.container();
        violations.unless(
                container.getImage() != null && container.getImage().matches("intermute:[0-9][\\w.-]*"),
                "the image has a host or no version: %s",
                container.getImage());
        violations.unless(
                container.getCommand().isEmpty() && container.getArgs().equals(List.of("serve")),
                "it doesn't start the service");
        SecurityContext own = Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
        violations.unless(Boolean.TRUE.equals(own.getReadOnlyRootFilesystem()), "the root can be written");
        violations.unless(own.getRunAsUser() == null && own.getRunAsGroup() == null, "the container has another user");
        environment(container.getEnv());
        resources(Objects.requireNonNullElseGet(container.getResources(), ResourceRequirements::new));
    }

    private void stop(PodSpec pod) {
        Duration grace = Duration.parse("PT" + settings.defaultOf("INTERMUTE_SHUTDOWN_GRACE"));
        Long given = pod.getTerminationGracePeriodSeconds();
        violations.unless(
                given != null && Duration.ofSeconds(given).compareTo(grace.multipliedBy(2)) >= 0,
                "killed after %s s, before a stop of %s and a checkpoint are over",
                given,
                grace);
    }

    private void user(PodSecurityContext context) {
        violations.unless(
                Objects.equals(USER, context.getRunAsUser())
                        && Objects.equals(USER, context.getRunAsGroup())
                        && Objects.equals(USER, context.getFsGroup()),
                "user, group and the files' group must be %d",
                USER);
        violations.unless(
                "OnRootMismatch".equals(context.getFsGroupChangePolicy()), "each start walks through the volume");
    }

    private void account(PodSpec pod) {
        violations.unless(
                Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), "the pod gets a token for the cluster");
        List<ServiceAccount> accounts = manifests.all(ServiceAccount.class).toList();
        violations.unless(
                accounts.stream()
                        .anyMatch(account -> account.getMetadata().getName().equals(pod.getServiceAccountName())),
                "there is no service account %s",
                pod.getServiceAccountName());
        violations.unless(
                accounts.stream().allMatch(account -> Boolean.FALSE.equals(account.getAutomountServiceAccountToken())),
                "the service account hands out tokens");
    }

    private void environment(List<EnvVar> variables) {
        Set<String> names = new HashSet<>();
        for (EnvVar variable : variables) {
            violations.unless(names.add(variable.getName()), "%s is set twice", variable.getName());
            violations.unless(
                    settings.variables().containsKey(variable.getName()), "%s is no setting", variable.getName());
        }
        violations.unless(
                manifests.environment("INTERMUTE_HOST", "").equals("0.0.0.0"), "only the pod itself could call it");
        violations.unless(!names.contains("INTERMUTE_SOCKET"), "nobody could reach a socket in the pod");
    }

    private void resources(ResourceRequirements resources) {
        Map<String, Quantity> requests = Objects.requireNonNullElse(resources.getRequests(), Map.of());
        Map<String, Quantity> limits = Objects.requireNonNullElse(resources.getLimits(), Map.of());
        violations.unless(
                requests.containsKey("cpu") && requests.containsKey("memory"),
                "nothing secures its processor and memory");
        violations.unless(limits.containsKey("memory"), "its memory has no limit");
        violations.unless(!limits.containsKey("cpu"), "a limit of the processor would stop it for parts of a second");
        if (requests.containsKey("memory") && limits.containsKey("memory")) {
            BigDecimal limit = Quantity.getAmountInBytes(limits.get("memory"));
            violations.unless(limit.compareTo(MEASURED_BYTES) > 0, "less memory than it takes under load");
            violations.unless(
                    Quantity.getAmountInBytes(requests.get("memory")).compareTo(limit) <= 0,
                    "it asks for more memory than it may have");
        }
    }
}
