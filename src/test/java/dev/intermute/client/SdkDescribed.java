package dev.intermute.client;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;

import dev.intermute.testing.Description;
import dev.intermute.testing.Description.Operation;
import dev.intermute.testing.ScriptedServer;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What the service describes, and what the SDK has of it, in the same words. */
final class SdkDescribed {
    /** Those of work records. */
    private static final String RECORDS = "/api/(specs|epics|stories|tasks|insights|sessions|cujs)(/.*)?";

    private final Description description = Description.read();

    JsonNode at(String pointer) {
        return description.document().at(pointer);
    }

    /** The names of a schema's properties. */
    Set<String> properties(String schema) {
        Set<String> names = new TreeSet<>();
        at("/components/schemas/" + schema + "/properties").fieldNames().forEachRemaining(names::add);
        assertThat(names).as("the properties of %s", schema).isNotEmpty();
        return names;
    }

    /** The names of the parameters in the query of a list. */
    Set<String> parameters(String list) {
        Set<String> names = new TreeSet<>();
        description
                .document()
                .path("paths")
                .path(list)
                .path("get")
                .path("parameters")
                .forEach(parameter -> {
                    JsonNode described = description.resolved(parameter);
                    if (described.path("in").asText().equals("query")) {
                        names.add(described.path("name").asText());
                    }
                });
        return names;
    }

    Set<String> operationsOfRecords() {
        return operations(path -> path.matches(RECORDS));
    }

    Set<String> otherOperations() {
        return operations(path -> path.matches("/(api/|health).*") && !path.matches(RECORDS));
    }

    private Set<String> operations(Predicate<String> ofPath) {
        return description.operations().stream()
                .filter(operation -> ofPath.test(operation.path()))
                .map(Operation::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The operations that calls ask for; a request itself where it is for none.
     *
     * @param caller who makes the calls, in the name of a client
     */
    <C> Set<String> operationsOf(List<Consumer<C>> calls, Function<IntermuteClient, C> caller) throws IOException {
        try (ScriptedServer recorder = new ScriptedServer();
                IntermuteClient client = IntermuteClient.at(recorder.url()).open()) {
            C made = caller.apply(client);
            for (Consumer<C> call : calls) {
                recorder.thenError(400, "invalid_request");
                failureOf(() -> call.accept(made));
            }
            return recorder.requests().stream()
                    .map(request -> operation(request.route()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private String operation(String request) {
        List<String> described =
                description.operations().stream().map(Operation::toString).toList();
        return described.contains(request)
                ? request
                : described.stream()
                        .filter(operation -> request.matches(operation.replaceAll("\\{[^}]+}", "[^/]+")))
                        .findFirst()
                        .orElse(request);
    }

    /** The fields that a record of the SDK has on the wire. */
    static Set<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(SdkDescribed::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String wireName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null
                ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName())
                : property.value();
    }

    /** The words that an enum of the SDK has on the wire; the one that stands for all others is none. */
    static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Wire.tree(constant).asText())
                .filter(word -> !word.equals("UNKNOWN"))
                .toList();
    }

    /** The same names but some of them, which must be there. */
    static Set<String> without(Set<String> names, String... left) {
        assertThat(names).containsAll(Set.of(left));
        Set<String> others = new TreeSet<>(names);
        others.removeAll(Set.of(left));
        return others;
    }
}
