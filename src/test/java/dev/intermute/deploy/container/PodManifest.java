package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.intermute.deploy.container.Start.HttpProbe;

/**
 * The pod of a StatefulSet, carried out as a kubelet does: its user, its volumes with the owners and modes that a kubelet gives
 * them, the variables of Services where the manifest lets them in, and its probes. What the StatefulSet says around its pod,
 * and of the storage that it claims, isn't read: a process sees nothing of it.
 */
final class PodManifest {
    /** The key that the Secret has in it here. */
    static final String KEY = "im_of-the-secret";

    private final JsonNode set;
    private final Container.Draft draft;
    private final Map<String, Path> volumes = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, HttpProbe> probes = new LinkedHashMap<>();
    private Duration grace = Duration.ofSeconds(30);
    private int user = -1;
    private int group = -1;
    private int volumeGroup = -1;
    private boolean serviceLinks = true;

    private PodManifest(JsonNode set, Image image) {
        this.set = set;
        this.draft = image.container().but();
    }

    /** The StatefulSet in what kustomize gives for an overlay. */
    static JsonNode statefulSet(String kustomized) {
        List<JsonNode> sets = Fields.yaml(kustomized).stream()
                .filter(document -> document.path("kind").asText().equals("StatefulSet"))
                .toList();
        if (sets.size() != 1) {
            throw new AssertionError(sets.size() + " StatefulSets in " + kustomized);
        }
        return sets.get(0);
    }

    /** Its pod. */
    static JsonNode pod(JsonNode statefulSet) {
        return statefulSet.at("/spec/template/spec");
    }

    /** Reads a StatefulSet. */
    static Start of(String name, JsonNode statefulSet, Image image) {
        return new PodManifest(statefulSet, image).start(name);
    }

    /** The content of a Secret with this key alone. */
    static String keys(String key) {
        return "projects: {demo: {keys: [" + key + "]}}\n";
    }

    private Start start(String name) {
        JsonNode pod = pod(set);
        new Fields()
                .on("securityContext", this::podSecurity)
                .on("terminationGracePeriodSeconds", seconds -> grace = Fields.seconds(seconds))
                .on("enableServiceLinks", yes -> serviceLinks = yes.asBoolean())
                .on("automountServiceAccountToken", this::refuseToken)
                .taken("containers", "volumes")
                .ignoring("serviceAccountName", "nodeSelector", "tolerations", "affinity", "topologySpreadConstraints")
                .ignoring("priorityClassName")
                .read("the pod", pod);
        draft.as(new Identity(user, group, List.of(volumeGroup)));
        pod.path("volumes").forEach(this::volume);
        set.at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.put(claim.at("/metadata/name").asText(), Volumes.ofPod(volumeGroup)));
        if (pod.path("containers").size() != 1) {
            throw new AssertionError("not one container");
        }
        container(pod.path("containers").get(0));
        draft.with("HOSTNAME", "intermute-0").with("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        if (serviceLinks) {
            draft.with("INTERMUTE_PORT", "tcp://10.0.0.2:7338").with("INTERMUTE_SERVICE_PORT", "7338");
        }
        Container container = draft.done();
        Path database = Path.of(container.environment().get("INTERMUTE_DB"));
        Path data = container.mounts().stream()
                .filter(mount -> mount.at().equals(database.getParent().toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no volume where the database is, " + database))
                .source()
                .orElseThrow(() -> new AssertionError("the database is in memory"));
        return new Start(
                name, container, data, database.getFileName().toString(), Map.copyOf(probes), List.of(), grace);
    }

    private void podSecurity(JsonNode security) {
        new Fields()
                .on("runAsUser", number -> user = number.asInt())
                .on("runAsGroup", number -> group = number.asInt())
                .on("fsGroup", number -> volumeGroup = number.asInt())
                // A kubelet only checks that; the test does so of the process.
                .ignoring("runAsNonRoot", "fsGroupChangePolicy")
                .on("seccompProfile", PodManifest::seccomp)
                .read("the pod's securityContext", security);
    }

    /** The list of calls is the node's; there is none here. */
    private static void seccomp(JsonNode profile) {
        new Fields()
                .on("type", type -> {
                    if (!type.asText().equals("RuntimeDefault")) {
                        throw new AssertionError("not the node's own seccomp profile: " + profile);
                    }
                })
                .read("the seccompProfile", profile);
    }

    private void refuseToken(JsonNode mounted) {
        if (mounted.asBoolean()) {
            throw new AssertionError("the pod gets a token of the Kubernetes API, which it doesn't need");
        }
    }

    private void volume(JsonNode volume) {
        String name = volume.path("name").asText();
        new Fields()
                .taken("name")
                .on("secret", secret -> volumes.put(name, secret(secret)))
                .on("emptyDir", folder -> volumes.put(name, emptyFolder(folder)))
                .read("a volume", volume);
    }

    private Path secret(JsonNode secret) {
        new Fields()
                // There is one Secret here, which has what is asked for.
                .ignoring("secretName")
                .taken("defaultMode", "items")
                .read("the volume of a Secret", secret);
        if (secret.path("items").size() != 1) {
            throw new AssertionError("not one key of a Secret: " + secret);
        }
        JsonNode item = secret.path("items").get(0);
        new Fields().ignoring("key").taken("path").read("the key of a Secret", item);
        int mode = secret.path("defaultMode").asInt(0644);
        return Volumes.secret(volumeGroup, mode, item.path("path").asText(), keys(KEY));
    }

    private Path emptyFolder(JsonNode folder) {
        // How much fits isn't imposed.
        new Fields().ignoring("sizeLimit").read("an emptyDir", folder);
        return Volumes.folder(0, volumeGroup, 03777);
    }

    private void container(JsonNode container) {
        new Fields()
                .on("command", words -> draft.runs(Fields.texts(words), List.of()))
                .taken("args", "ports", "livenessProbe", "readinessProbe", "startupProbe")
                .on("workingDir", path -> draft.workingIn(path.asText()))
                .on("env", list -> list.forEach(this::variable))
                .on("volumeMounts", list -> list.forEach(this::mount))
                .on("securityContext", this::security)
                .on("resources", this::resources)
                .ignoring("name", "image", "imagePullPolicy")
                .read("the container", container);
        if (container.has("args")) {
            draft.runs(draft.done().entrypoint(), Fields.texts(container.path("args")));
        }
        container.path("ports").forEach(this::port);
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode node = container.path(probe);
            if (node instanceof MissingNode) {
                throw new AssertionError("the container has no " + probe);
            }
            probes.put(probe, probe(node));
        }
    }

    private void port(JsonNode port) {
        new Fields().taken("name", "containerPort").ignoring("protocol").read("a port", port);
        ports.put(port.path("name").asText(), port.path("containerPort").asInt());
    }

    private void variable(JsonNode variable) {
        new Fields().taken("name", "value").read("a variable", variable);
        if (!variable.has("value")) {
            throw new AssertionError("a variable without a plain value: " + variable);
        }
        draft.with(variable.path("name").asText(), variable.path("value").asText());
    }

    private void mount(JsonNode mount) {
        new Fields().taken("name", "mountPath", "readOnly").read("a mount", mount);
        Path source = volumes.get(mount.path("name").asText());
        if (source == null) {
            throw new AssertionError("a mount of no volume: " + mount);
        }
        String at = mount.path("mountPath").asText();
        draft.with(mount.path("readOnly").asBoolean() ? Mount.readOnly(source, at) : Mount.of(source, at));
    }

    private void security(JsonNode security) {
        new Fields()
                .on("allowPrivilegeEscalation", yes -> draft.mayGainPrivileges(yes.asBoolean()))
                .on("readOnlyRootFilesystem", yes -> draft.onReadOnlyRoot(yes.asBoolean()))
                .on("capabilities", this::capabilities)
                .on("seccompProfile", PodManifest::seccomp)
                .ignoring("runAsNonRoot")
                .read("the container's securityContext", security);
    }

    private void capabilities(JsonNode capabilities) {
        new Fields()
                .on("drop", list -> draft.withCapabilities(DockerRun.dropped(String.join(",", Fields.texts(list)))))
                .read("the capabilities", capabilities);
    }

    /** What it requests is for the scheduler. */
    private void resources(JsonNode resources) {
        new Fields().ignoring("requests").on("limits", this::limits).read("the resources", resources);
    }

    private void limits(JsonNode limits) {
        new Fields()
                .on("memory", size -> draft.within(new Container.Limits(Size.bytes(size.asText()), 0, 0)))
                .read("the limits", limits);
    }

    private HttpProbe probe(JsonNode probe) {
        new Fields()
                .taken("httpGet", "timeoutSeconds", "periodSeconds", "failureThreshold")
                .read("a probe", probe);
        JsonNode get = probe.path("httpGet");
        new Fields().taken("path", "port").read("what a probe gets", get);
        Integer port = ports.get(get.path("port").asText());
        if (port == null) {
            throw new AssertionError("a probe of a port that the container doesn't name: " + probe);
        }
        return new HttpProbe(
                get.path("path").asText(),
                port,
                Duration.ofSeconds(probe.path("timeoutSeconds").asInt(1)),
                Duration.ofSeconds(probe.path("periodSeconds").asInt(10)),
                probe.path("failureThreshold").asInt(3));
    }
}
