package dev.intermute.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Completes the API description, which the annotations of the resources and {@code META-INF/openapi.yaml} begin, with
 * what routes share: parameters, errors, headers, and the examples. Runs in the build; the service serves what came of
 * it.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    /**
     * The extension in which an earlier filter names the errors that are an operation's own, as a list of {@link ErrorCode}:
     * for operations that several resources inherit. It isn't part of the description.
     */
    public static final String FAILS_WITH = "x-fails-with";

    /**
     * The extension by which an earlier filter says of a field that a request may leave it out, but not take its value away
     * with {@code null}. It isn't part of the description.
     */
    public static final String NEVER_NULL = "x-never-null";

    /**
     * The extension in which an earlier filter shows exchanges of an operation, in the form of the files of examples: for an
     * operation of which those have none. It isn't part of the description.
     */
    public static final String EXCHANGES = "x-exchanges";

    /** The content type of whatever a resource takes and answers. */
    static final String JSON = "application/json";

    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);

    private final Map<String, List<ErrorCode>> ownErrors = new HashMap<>();

    /** @param index the classes of the service */
    public ApiDescription(IndexView index) {
        for (AnnotationInstance errors : index.getAnnotations(FailsWith.class)) {
            AnnotationValue operation =
                    errors.target().asMethod().annotation(OPERATION).value("operationId");
            if (operation != null) {
                ownErrors.put(
                        operation.asString(),
                        Arrays.stream(errors.value().asEnumArray())
                                .map(ErrorCode::valueOf)
                                .toList());
            }
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
                    List<ErrorCode> own = own(operation);
                    errors.describe(path, operation, own, examples.statuses(operation));
                    examples.addTo(operation);
                }));
    }

    private List<ErrorCode> own(Operation operation) {
        Map<String, Object> extensions = operation.getExtensions();
        if (extensions == null || !extensions.containsKey(FAILS_WITH)) {
            return ownErrors.getOrDefault(operation.getOperationId(), List.of());
        }
        List<?> inherited = (List<?>) extensions.get(FAILS_WITH);
        operation.removeExtension(FAILS_WITH);
        return inherited.stream().map(ErrorCode.class::cast).toList();
    }
}
