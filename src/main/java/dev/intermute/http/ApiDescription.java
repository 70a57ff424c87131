package dev.intermute.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Completes the API description, which the annotations of the resources and {@code META-INF/openapi.yaml} begin, with
 * what routes share: parameters, errors, headers, and the examples. Runs in the build; the service serves what came of
 * it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    /** The content type of whatever a resource takes and answers. */
    static final String JSON = "application/json";

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);

    private final Map<String, List<ErrorCode>> ownErrors = new HashMap<>();

    /** @param index the classes of the service */
    public ApiDescription(IndexView index) {
        for (AnnotationInstance errors : index.getAnnotations(FailsWith.class)) {
            String operation = errors.target()
                    .asMethod()
                    .annotation(OPERATION)
                    .value("operationId")
                    .asString();
            ownErrors.put(
                    operation,
                    Arrays.stream(errors.value().asEnumArray())
                            .map(ErrorCode::valueOf)
                            .toList());
        }
    }

    /** Whether a path is that of a route that is bound to a project. */
    static boolean isBoundToProject(String path) {
        return path.startsWith("/api/") || SocketPaths.isSocket(path);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        DescribedExamples examples = new DescribedExamples();
        examples.addErrors(api.getComponents());
        DescribedErrors errors = new DescribedErrors(api.getComponents());
        DescribedParameters.share(api.getComponents());
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().forEach(operation -> {
                    if (isBoundToProject(path)) {
                        DescribedParameters.complete(operation);
                        DescribedBodies.complete(operation, api.getComponents());
                    }
                    List<ErrorCode> own = ownErrors.getOrDefault(operation.getOperationId(), List.of());
                    errors.describe(path, operation, own, examples.statuses(operation));
                    examples.addTo(operation);
                }));
    }
}
