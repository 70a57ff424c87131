package dev.intermute.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Writes examples into the description: a file a tag, by operation, or what an earlier filter has made up where that has
 * none. An example is a whole exchange: its parameters, its body and its answer have one name in the description, by which a
 * reader, and the test that sends them all, finds them together. Each error code has an example of its own.
 */
final class DescribedExamples {
    private static final String FOLDER = "/openapi/examples/";
    private static final String ERRORS = "errors";

    private final Map<String, Map<String, Object>> files = new HashMap<>();

    /** Adds the example of each error code. */
    void addErrors(Components components) {
        file(ERRORS)
                .forEach((code, body) ->
                        components.addExample(code, OASFactory.createExample().value(body)));
    }

    /** Adds the examples of an operation. */
    void addTo(Operation operation) {
        List<Map<String, Object>> exchanges = exchanges(operation);
        if (operation.getExtensions() != null) {
            operation.removeExtension(ApiDescription.EXCHANGES);
        }
        exchanges.forEach(exchange -> add(exchange, operation));
    }

    /** The statuses of an operation's examples. */
    Set<String> statuses(Operation operation) {
        return exchanges(operation).stream().map(DescribedExamples::status).collect(Collectors.toSet());
    }

    private List<Map<String, Object>> exchanges(Operation operation) {
        Object own = file(operation.getTags().get(0)).get(operation.getOperationId());
        Map<String, Object> extensions = operation.getExtensions();
        Object madeUp = extensions == null ? null : extensions.get(ApiDescription.EXCHANGES);
        return list(own == null ? madeUp : own).stream()
                .map(DescribedExamples::map)
                .toList();
    }

    private static String status(Map<String, Object> exchange) {
        return exchange.getOrDefault("status", 200).toString();
    }

    private static void add(Map<String, Object> exchange, Operation operation) {
        String name = (String) exchange.get("name");
        String summary = (String) exchange.get("summary");
        Map<String, Object> given = map(exchange.getOrDefault("parameters", Map.of()));
        given.forEach((parameter, value) -> parameter(operation, parameter).addExample(name, example(summary, value)));
        if (exchange.containsKey("body")) {
            addTo(operation.getRequestBody().getContent(), name, example(summary, exchange.get("body")));
        }
        Content content = answer(operation, status(exchange)).getContent();
        if (content != null) {
            addTo(content, name, example(summary, exchange.get("answer")));
        }
    }

    private static APIResponse answer(Operation operation, String status) {
        APIResponse answer = operation.getResponses().getAPIResponse(status);
        if (answer == null) {
            throw new IllegalArgumentException("An example of " + operation.getOperationId() + " has the status "
                    + status + ", which the operation doesn't answer with; is a code missing in its @FailsWith?");
        }
        return answer;
    }

    private static Parameter parameter(Operation operation, String name) {
        return operation.getParameters().stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("An example of " + operation.getOperationId()
                        + " has a parameter that it doesn't take: " + name));
    }

    private static Example example(String summary, Object value) {
        return OASFactory.createExample().summary(summary).value(value);
    }

    private static void addTo(Content content, String name, Example example) {
        content.getMediaTypes().values().forEach(type -> type.addExample(name, example));
    }

    private Map<String, Object> file(String name) {
        return files.computeIfAbsent(name, DescribedExamples::read);
    }

    private static Map<String, Object> read(String name) {
        try (InputStream file = DescribedExamples.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            return file == null ? Map.of() : map(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
