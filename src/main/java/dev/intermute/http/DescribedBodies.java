package dev.intermute.http;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says of the fields that a request may leave out that they may be {@code null}, too: that means the same. */
final class DescribedBodies {
    private static final String SCHEMAS = "#/components/schemas/";

    private DescribedBodies() {}

    static void complete(Operation operation, Components components) {
        if (operation.getRequestBody() == null) {
            return;
        }
        String ref = operation
                .getRequestBody()
                .getContent()
                .getMediaType(ApiDescription.JSON)
                .getSchema()
                .getRef();
        Schema body = components.getSchemas().get(ref.substring(SCHEMAS.length()));
        List<String> required = body.getRequired() == null ? List.of() : body.getRequired();
        body.getProperties().forEach((name, field) -> {
            if (!required.contains(name) && !isNeverNull(field)) {
                allowNull(field);
            }
            if (field.getAdditionalPropertiesSchema() != null) {
                allowNull(field.getAdditionalPropertiesSchema());
            }
        });
    }

    private static boolean isNeverNull(Schema field) {
        boolean never = field.getExtensions() != null && field.getExtensions().containsKey(ApiDescription.NEVER_NULL);
        if (never) {
            field.removeExtension(ApiDescription.NEVER_NULL);
        }
        return never;
    }

    private static void allowNull(Schema field) {
        if (field.getType() == null || field.getType().contains(SchemaType.NULL)) {
            return;
        }
        field.addType(SchemaType.NULL);
        if (field.getEnumeration() != null) {
            List<Object> values = new ArrayList<>(field.getEnumeration());
            values.add(null);
            field.setEnumeration(values);
        }
    }
}
