package dev.intermute.deploy.kubernetes;

import java.util.List;
import java.util.stream.Stream;

import static dev.intermute.deploy.kubernetes.Fault.remove;
import static dev.intermute.deploy.kubernetes.Fault.set;

/** What each rule is there to find, in manifests for production with Prometheus. */
final class Faults {
    private static final String SET = "StatefulSet/intermute";
    private static final String POD = "spec/template/spec/";
    private static final String CONTAINER = POD + "containers/intermute/";
    private static final String SERVICE = "Service/intermute";
    private static final String POLICY = "NetworkPolicy/intermute";
    private static final String MONITOR = "ServiceMonitor/intermute";
    private static final String ENDPOINT = "spec/endpoints/0/";

    private Faults() {}

    static List<Fault> all() {
        return Stream.of(restricted(), pod(), probes(), volumes(), network(), monitoring())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> restricted() {
        return List.of(
                set(SET, POD + "hostNetwork", "true", "shares a namespace of its host"),
                set(SET, POD + "hostPID", "true", "shares a namespace of its host"),
                set(SET, POD + "hostIPC", "true", "shares a namespace of its host"),
                set(SET, POD + "volumes/-", "{\"name\":\"x\",\"hostPath\":{\"path\":\"/\"}}", "the type hostPath"),
                set(SET, POD + "volumes/-", "{\"name\":\"x\",\"nfs\":{\"path\":\"/\",\"server\":\"s\"}}", "type nfs"),
                set(SET, POD + "securityContext/sysctls", "[{\"name\":\"a\",\"value\":\"b\"}]", "sysctls"),
                set(SET, POD + "securityContext/seLinuxOptions", "{\"user\":\"a\"}", "SELinux"),
                set(SET, POD + "securityContext/appArmorProfile", "{\"type\":\"Unconfined\"}", "AppArmor"),
                set(SET, POD + "securityContext/runAsUser", "0", "the pod runs as root"),
                set(SET, POD + "securityContext/runAsNonRoot", "false", "may run as root"),
                remove(SET, POD + "securityContext/runAsNonRoot", "may run as root"),
                remove(SET, POD + "securityContext/seccompProfile", "any system call"),
                set(SET, POD + "securityContext/seccompProfile/type", "\"Unconfined\"", "any system call"),
                remove(SET, POD + "securityContext", "may run as root"),
                set(SET, CONTAINER + "securityContext/seccompProfile", "{\"type\":\"Unconfined\"}", "any system call"),
                set(SET, CONTAINER + "securityContext/appArmorProfile", "{\"type\":\"Unconfined\"}", "AppArmor"),
                set(SET, CONTAINER + "securityContext/seLinuxOptions", "{\"user\":\"a\"}", "has options"),
                set(SET, CONTAINER + "securityContext/procMount", "\"Unmasked\"", "all of /proc"),
                set(SET, CONTAINER + "securityContext/privileged", "true", "is privileged"),
                set(SET, CONTAINER + "securityContext/runAsUser", "0", "intermute runs as root"),
                set(SET, CONTAINER + "securityContext/runAsNonRoot", "false", "may run as root"),
                set(SET, CONTAINER + "securityContext/allowPrivilegeEscalation", "true", "more privileges"),
                remove(SET, CONTAINER + "securityContext/allowPrivilegeEscalation", "more privileges"),
                remove(SET, CONTAINER + "securityContext/capabilities", "keeps capabilities"),
                set(SET, CONTAINER + "securityContext/capabilities/drop", "[\"NET_RAW\"]", "keeps capabilities"),
                set(SET, CONTAINER + "securityContext/capabilities/add", "[\"SYS_ADMIN\"]", "gets capabilities"),
                remove(SET, CONTAINER + "securityContext", "keeps capabilities"),
                set(SET, CONTAINER + "ports/http/hostPort", "7338", "a port of its host"),
                set(SET, POD + "initContainers", "[{\"name\":\"first\"}]", "first may get more privileges"),
                set(
                        "Namespace/intermute",
                        "metadata/labels",
                        "{\"pod-security.kubernetes.io/enforce\":\"baseline\"}",
                        "doesn't ask for restricted pods"),
                remove("Namespace/intermute", "metadata/labels", "doesn't ask for restricted pods"));
    }

    private static List<Fault> pod() {
        return List.of(
                set(SET, "spec/replicas", "2", "more than one would own the data"),
                remove(SET, "spec/replicas", "more than one would own the data"),
                set(SET, POD + "containers/-", "{\"name\":\"sidecar\"}", "local callers without a key"),
                remove(SET, POD + "enableServiceLinks", "service links"),
                set(SET, POD + "terminationGracePeriodSeconds", "5", "killed after 5 s"),
                remove(SET, POD + "terminationGracePeriodSeconds", "killed after"),
                set(SET, POD + "securityContext/fsGroup", "1000", "must be 65532"),
                set(SET, POD + "securityContext/runAsGroup", "0", "must be 65532"),
                set(SET, POD + "securityContext/fsGroupChangePolicy", "\"Always\"", "walks through the volume"),
                remove(SET, POD + "automountServiceAccountToken", "gets a token"),
                set(SET, POD + "serviceAccountName", "\"default\"", "no service account default"),
                remove("ServiceAccount/intermute", "automountServiceAccountToken", "hands out tokens"),
                set(SET, CONTAINER + "image", "\"example.com/intermute:0.1.0\"", "a host or no version"),
                set(SET, CONTAINER + "image", "\"intermute:latest\"", "a host or no version"),
                set(SET, CONTAINER + "image", "\"intermute\"", "a host or no version"),
                remove(SET, CONTAINER + "args", "doesn't start the service"),
                set(SET, CONTAINER + "command", "[\"sh\"]", "doesn't start the service"),
                set(SET, CONTAINER + "securityContext/readOnlyRootFilesystem", "false", "root can be written"),
                set(SET, CONTAINER + "securityContext/runAsUser", "1000", "another user"),
                set(SET, CONTAINER + "env/-", "{\"name\":\"INTERMUTE_DATABASE\",\"value\":\"a\"}", "is no setting"),
                set(SET, CONTAINER + "env/-", "{\"name\":\"INTERMUTE_DB\",\"value\":\"a\"}", "is set twice"),
                set(SET, CONTAINER + "env/-", "{\"name\":\"INTERMUTE_SOCKET\",\"value\":\"a\"}", "reach a socket"),
                set(SET, CONTAINER + "env/INTERMUTE_HOST/value", "\"127.0.0.1\"", "only the pod itself"),
                remove(SET, CONTAINER + "resources", "nothing secures"),
                remove(SET, CONTAINER + "resources/requests/memory", "nothing secures"),
                remove(SET, CONTAINER + "resources/limits/memory", "no limit"),
                set(SET, CONTAINER + "resources/limits/cpu", "\"1\"", "stop it for parts of a second"),
                set(SET, CONTAINER + "resources/limits/memory", "\"160Mi\"", "less memory than it takes"),
                set(SET, CONTAINER + "resources/requests/memory", "\"2Gi\"", "more memory than it may have"));
    }

    private static List<Fault> probes() {
        return List.of(
                remove(SET, CONTAINER + "startupProbe", "the startupProbe doesn't ask"),
                remove(SET, CONTAINER + "livenessProbe/httpGet", "the livenessProbe doesn't ask"),
                set(SET, CONTAINER + "livenessProbe/httpGet/path", "\"/q/health/ready\"", "doesn't ask /q/health/live"),
                set(SET, CONTAINER + "readinessProbe/httpGet/path", "\"/health\"", "doesn't ask /q/health/ready"),
                set(SET, CONTAINER + "readinessProbe/httpGet/port", "\"web\"", "asks another port than http"),
                set(SET, CONTAINER + "startupProbe/httpGet/port", "8080", "asks another port than http"),
                set(SET, CONTAINER + "startupProbe/httpGet/scheme", "\"HTTPS\"", "speaks TLS"),
                set(SET, CONTAINER + "livenessProbe/httpGet/host", "\"127.0.0.1\"", "asks another host"),
                set(SET, CONTAINER + "startupProbe/failureThreshold", "5", "a migration would be killed"),
                set(SET, CONTAINER + "livenessProbe/periodSeconds", "1", "slowness would be killed"),
                set(SET, CONTAINER + "readinessProbe/failureThreshold", "30", "one not ready"));
    }

    private static List<Fault> volumes() {
        return List.of(
                set(SET, CONTAINER + "volumeMounts/data/name", "\"dat\"", "nothing to mount is called dat"),
                set(SET, POD + "volumes/keys/name", "\"secrets\"", "secrets isn't mounted"),
                set(SET, POD + "volumes/-", "{\"name\":\"spare\",\"emptyDir\":{}}", "spare isn't mounted"),
                set(SET, CONTAINER + "volumeMounts/keys/mountPath", "\"/data\"", "where another is mounted"),
                set(SET, CONTAINER + "volumeMounts/keys/subPath", "\"a\"", "never changes"),
                set(SET, CONTAINER + "volumeMounts/data/mountPath", "\"/var/data\"", "the database isn't in a volume"),
                set(SET, CONTAINER + "volumeMounts/data/readOnly", "true", "the database isn't in a volume"),
                set(SET, CONTAINER + "env/INTERMUTE_DB/value", "\"/tmp/a.db\"", "the database isn't in a volume"),
                remove(SET, CONTAINER + "env/INTERMUTE_DB/value", "the database isn't in a volume"),
                set(SET, CONTAINER + "env/INTERMUTE_KEYS_FILE/value", "\"/etc/keys\"", "the keys are in no Secret"),
                set(SET, CONTAINER + "volumeMounts/keys/mountPath", "\"/etc/keys\"", "the keys are in no Secret"),
                remove(SET, CONTAINER + "volumeMounts/keys/readOnly", "mounted to be written"),
                set(SET, POD + "volumes/keys/secret/secretName", "\"keys\"", "the keys aren't in intermute-keys"),
                set(SET, POD + "volumes/keys/secret/items/0/key", "\"keys.yaml\"", "isn't mounted where"),
                set(SET, POD + "volumes/keys/secret/items/0/path", "\"keys.yaml\"", "isn't mounted where"),
                set(SET, POD + "volumes/keys/secret/defaultMode", "256", "can't read the keys"),
                set(SET, POD + "volumes/keys/secret/items/0/mode", "256", "can't read the keys"),
                remove(SET, POD + "volumes/keys/secret/defaultMode", "everybody can read the keys"),
                set(SET, POD + "volumes/keys/secret/optional", "true", "let nobody in"),
                set(SET, "spec/volumeClaimTemplates/data/metadata/name", "\"disk\"", "disk isn't mounted"),
                set(SET, "spec/volumeClaimTemplates/data/spec/accessModes", "[\"ReadWriteMany\"]", "machines share"),
                remove(SET, "spec/volumeClaimTemplates/data/spec/resources", "no size"));
    }

    private static List<Fault> network() {
        return List.of(
                set(SET, "spec/template/metadata/labels", "{\"app\":\"a\"}", "the StatefulSet doesn't select"),
                set(SET, "spec/serviceName", "\"other\"", "there is no Service other"),
                set(SET, CONTAINER + "ports/http/name", "\"web\"", "no port of the container is called http"),
                set(SET, CONTAINER + "ports/http/containerPort", "8080", "no port of the container is called http"),
                set(SET, CONTAINER + "env/-", "{\"name\":\"INTERMUTE_PORT\",\"value\":\"80\"}", "no port of the"),
                set(SERVICE, "spec/selector", "{\"app\":\"a\"}", "Service intermute doesn't select the pod"),
                remove(SERVICE, "spec/selector", "Service intermute doesn't select the pod"),
                set(SERVICE, "spec/type", "\"LoadBalancer\"", "from outside"),
                set(SERVICE, "spec/ports/http/port", "80", "another port than the service"),
                set(SERVICE, "spec/ports/http/targetPort", "\"web\"", "target is no port of the pod"),
                set(SERVICE, "spec/ports/http/protocol", "\"UDP\"", "isn't TCP"),
                set(SERVICE, "metadata/namespace", "\"other\"", "different namespaces"),
                set("Namespace/intermute", "metadata/name", "\"other\"", "nothing is in the namespace other"),
                set(POLICY, "spec/podSelector", "{\"matchLabels\":{\"app\":\"a\"}}", "doesn't select the pod"),
                set(POLICY, "spec/podSelector", "{}", "doesn't select the pod"),
                set(POLICY, "spec/policyTypes", "[\"Ingress\"]", "isn't forbidden in both directions"),
                set(POLICY, "spec/egress", "[{}]", "lets something out"),
                set(POLICY, "spec/ingress", "[]", "lets nobody in"),
                set(POLICY, "spec/ingress", "[{}]", "lets everybody in"),
                remove(POLICY, "spec/ingress/0/ports", "not for our port"),
                set(POLICY, "spec/ingress/0/ports/0/port", "8080", "not for our port"),
                set(POLICY, "spec/ingress/0/ports/0/endPort", "9000", "not for our port"),
                set(POLICY, "spec/ingress/0/from", "[{\"namespaceSelector\":{}}]", "lets everybody in"),
                set(POLICY, "spec/ingress/0/from", "[{\"ipBlock\":{\"cidr\":\"0.0.0.0/0\"}}]", "lets everybody in"));
    }

    private static List<Fault> monitoring() {
        return List.of(
                set(MONITOR, "spec/selector/matchLabels", "{\"app\":\"a\"}", "selects 0 Services"),
                set(SERVICE, "metadata/labels", "{\"app\":\"a\"}", "selects 0 Services"),
                set(MONITOR, "spec/endpoints", "[]", "must scrape once"),
                set(MONITOR, ENDPOINT + "port", "\"web\"", "no port web to scrape"),
                set(SERVICE, "spec/ports/http/name", "\"web\"", "no port http to scrape"),
                set(MONITOR, ENDPOINT + "path", "\"/metrics\"", "the metrics aren't at /metrics"),
                set(MONITOR, ENDPOINT + "scheme", "\"https\"", "speaks no TLS"),
                remove(MONITOR, ENDPOINT + "authorization", "sends no key"),
                set(MONITOR, ENDPOINT + "authorization/type", "\"Basic\"", "sends no key"),
                set(MONITOR, ENDPOINT + "authorization/credentials/name", "\"other\"", "isn't key of the Secret"),
                set(MONITOR, ENDPOINT + "authorization/credentials/key", "\"token\"", "isn't key of the Secret"),
                set(
                        "NetworkPolicy/intermute-monitoring",
                        "spec/ingress/0/from",
                        "[{\"podSelector\":{}}]",
                        "no policy lets the namespace of Prometheus in"));
    }
}
