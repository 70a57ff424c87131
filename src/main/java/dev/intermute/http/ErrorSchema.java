package dev.intermute.http;

import java.util.Arrays;
import java.util.List;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Writes the one error shape, with every code, into the API description: each route may answer with it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ErrorSchema implements OASFilter {
    private static final String NAME = "Error";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(NAME, schema());
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ErrorSchema::describe);
    }

    private static void describe(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        operation.getResponses().addAPIResponse("default", response());
    }

    private static APIResponse response() {
        return OASFactory.createAPIResponse()
                .description("An error: its status goes with its code.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME))));
    }

    private static Schema schema() {
        List<Object> codes = Arrays.stream(ErrorCode.values())
                .map(ErrorCode::wire)
                .map(Object.class::cast)
                .toList();
        String statuses = Arrays.stream(ErrorCode.values())
                .map(code -> code.wire() + " " + code.status())
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("The shape of every error. Some codes add details of their own.")
                .required(List.of("error", "message"))
                .addProperty(
                        "error",
                        string("The stable code, with its status: " + statuses).enumeration(codes))
                .addProperty("message", string("A sentence that says what to do"))
                .addProperty("field", string("The field or parameter at fault, for validation errors"))
                .addProperty("request_id", string("Where the log tells more, for internal_error"))
                .addProperty(
                        "retry_after",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("Seconds to wait, for 503 and 429; also in Retry-After"));
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
