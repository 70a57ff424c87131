package dev.intermute.deploy.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import dev.intermute.testing.ListedSettings;

/**
 * Manifests as the API of a cluster reads them when it is strict: a field that its model doesn't know is refused, and so is a
 * number where a text is wanted, a text where a number is, a field that is there twice, and a kind that we don't use: a Secret, too, as no key stands in a
 * repository.
 */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class);

    private static final ObjectMapper STRICT = strict();

    private final List<JsonNode> trees;
    private final List<HasMetadata> objects;

    private Manifests(List<JsonNode> trees) {
        this.trees = trees;
        this.objects = trees.stream().map(Manifests::read).toList();
    }

    /** Reads what kustomize builds. */
    static Manifests parse(String yaml) {
        return of(trees(yaml));
    }

    static Manifests of(List<JsonNode> trees) {
        return new Manifests(trees);
    }

    /** The documents of a YAML file, in whatever form they are. */
    static List<JsonNode> trees(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonNode> trees = new ArrayList<>();
        new Yaml(new SafeConstructor(options))
                .loadAll(yaml)
                .forEach(document -> trees.add(STRICT.valueToTree(document)));
        return trees;
    }

    private static HasMetadata read(JsonNode tree) {
        String kind = tree.path("apiVersion").asText() + "/" + tree.path("kind").asText();
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("unexpected kind " + kind);
        }
        try {
            return STRICT.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(kind + ": " + e.getMessage(), e);
        }
    }

    private static ObjectMapper strict() {
        JsonMapper mapper = JsonMapper.builder()
                .annotationIntrospector(new StrictAnnotations())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    /** As they were before they were read into the model. */
    List<JsonNode> trees() {
        return trees;
    }

    List<HasMetadata> all() {
        return objects;
    }

    <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast);
    }

    StatefulSet statefulSet() {
        List<StatefulSet> found = all(StatefulSet.class).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("there must be one StatefulSet, not " + found.size());
        }
        return found.get(0);
    }

    PodSpec pod() {
        return statefulSet().getSpec().getTemplate().getSpec();
    }

    Map<String, String> podLabels() {
        return statefulSet().getSpec().getTemplate().getMetadata().getLabels();
    }

    /** The service's container. */
    Container container() {
        return pod().getContainers().get(0);
    }

    /** The value of an environment variable of the container, or this. */
    String environment(String name, String otherwise) {
        return container().getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(variable -> String.valueOf(variable.getValue()))
                .findFirst()
                .orElse(otherwise);
    }

    /** The name of the container's port with this number, or nothing that a port could be called. */
    String portName(int number) {
        return container().getPorts().stream()
                .filter(port -> port.getContainerPort() == number)
                .map(port -> String.valueOf(port.getName()))
                .findFirst()
                .orElse("(no port " + number + ")");
    }

    /** The port that the service listens on. */
    int port() {
        ListedSettings settings = ListedSettings.ofReadme();
        return Integer.parseInt(environment("INTERMUTE_PORT", settings.defaultOf("INTERMUTE_PORT")));
    }
}
