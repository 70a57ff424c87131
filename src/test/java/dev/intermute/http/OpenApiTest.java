package dev.intermute.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Description;
import dev.intermute.testing.Description.Operation;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** The description leaves nothing out. */
@QuarkusTest
@WithTestResource(TestServer.class)
class OpenApiTest {
    private Description description;

    @BeforeEach
    void read() {
        description = Description.read();
    }

    @Test
    void each_route_of_a_resource_is_described() {
        List<String> described =
                description.operations().stream().map(Operation::toString).toList();

        assertThat(described).containsAll(routesOfResources());
    }

    @Test
    void each_route_that_quarkus_serves_is_described() {
        Set<String> routes = ToolingGuard.ROUTES.stream()
                .filter(route -> !route.contains("."))
                .map(route -> "GET " + route)
                .collect(Collectors.toSet());

        assertThat(description.operations()).extracting(Operation::toString).containsAll(routes);
    }

    @Test
    void each_error_code_is_an_answer_to_something() {
        Set<String> codes = new HashSet<>();
        description
                .operations()
                .forEach(operation -> operation
                        .node()
                        .path("responses")
                        .forEach(response -> codes.addAll(description.codes(response))));
        description
                .document()
                .at("/components/responses")
                .forEach(response -> codes.addAll(description.codes(response)));

        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList());
    }

    @Test
    void each_operation_has_a_name_of_its_own_and_says_what_it_does() {
        List<Operation> operations = description.operations();

        assertThat(operations).extracting(Operation::id).doesNotHaveDuplicates().doesNotContain("");
        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(operation.node().path("description").asText()).isNotBlank();
            assertThat(Description.texts(operation.node().path("tags")))
                    .hasSize(1)
                    .isSubsetOf(description.document().path("tags").findValuesAsText("name"));
            if (operation.takesBody()) {
                assertThat(operation.node().at("/requestBody/description").asText())
                        .isNotBlank();
            }
        });
    }

    @Test
    void each_parameter_and_each_field_has_a_meaning_and_a_type() {
        List<String> bare = new ArrayList<>();
        for (Operation operation : description.operations()) {
            operation.node().path("parameters").forEach(parameter -> {
                JsonNode resolved = description.resolved(parameter);
                if (resolved.path("description").asText().isBlank()
                        || !resolved.at("/schema").has("type")) {
                    bare.add(operation + " " + resolved.path("name").asText());
                }
            });
        }
        description
                .document()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field -> {
                            if (field.getValue().path("description").asText().isBlank()
                                    || !description.resolved(field.getValue()).has("type")) {
                                bare.add(schema.getKey() + "." + field.getKey());
                            }
                        }));

        assertThat(bare).isEmpty();
    }

    @Test
    void each_route_of_the_api_takes_the_project_and_the_agent_that_calls() {
        assertThat(description.operations())
                .filteredOn(operation -> operation.path().startsWith("/api/"))
                .allSatisfy(operation -> {
                    List<String> names = new ArrayList<>();
                    operation
                            .node()
                            .path("parameters")
                            .forEach(parameter -> names.add(
                                    description.resolved(parameter).path("name").asText()));
                    assertThat(names)
                            .contains("project", "X-Agent-ID", "X-Agent-Token")
                            .doesNotHaveDuplicates();
                });
    }

    @Test
    void a_key_is_asked_for_where_a_stranger_needs_one_and_nowhere_else() {
        JsonNode everywhere = description.document().path("security");

        assertThat(everywhere).hasSize(2).anyMatch(JsonNode::isEmpty).anyMatch(way -> way.has("key"));
        for (Operation operation : description.operations()) {
            boolean open = operation.node().path("security").isArray();
            int status = Api.remote()
                    .request(operation.method(), operation.path(), paths(operation))
                    .statusCode();
            assertThat(status == 401).as(operation.toString()).isNotEqualTo(open);
        }
    }

    private static Object[] paths(Operation operation) {
        return operation
                .path()
                .chars()
                .filter(c -> c == '{')
                .mapToObj(any -> "x")
                .toArray();
    }

    private static Set<String> routesOfResources() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.intermute").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(OpenApiTest::routes)
                        .collect(Collectors.toSet());
    }

    private static Stream<String> routes(JavaClass resource) {
        String root = resource.getAnnotationOfType(Path.class).value();
        return resource.getAllMethods().stream()
                .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                .map(method -> verb(method) + " " + root + path(method));
    }

    private static String verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(annotation -> annotation.getRawType().getSimpleName())
                .findFirst()
                .orElseThrow();
    }

    private static String path(JavaMethod method) {
        return method.isAnnotatedWith(Path.class)
                ? method.getAnnotationOfType(Path.class).value()
                : "";
    }
}
