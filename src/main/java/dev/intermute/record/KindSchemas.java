package dev.intermute.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

import dev.intermute.http.ApiDescription;

/** The schemas of a kind's bodies, made from that of its records. */
final class KindSchemas {
    private static final String VERSION = "version";
    private static final Set<String> NOT_OF_THE_KIND = Set.of("id", "project");

    private final Components components;
    private final KindWords words;
    private final Schema record;

    KindSchemas(Components components, KindWords words) {
        this.components = components;
        this.words = words;
        this.record = components.getSchemas().get(words.name());
    }

    /** What a record has. */
    Schema record() {
        return record;
    }

    /** A field of it, or the schema to which that refers, such as that of all times. */
    Schema property(String name) {
        Schema property = record.getProperties().get(name);
        String ref = property.getRef();
        return ref == null ? property : components.getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1));
    }

    /** What a request may set of a record, beside its id, its project and its version. */
    List<String> settable() {
        return record.getProperties().keySet().stream()
                .filter(name -> !NOT_OF_THE_KIND.contains(name) && !name.equals(VERSION))
                .filter(name -> !isReadOnly(record.getProperties().get(name)))
                .toList();
    }

    Schema one() {
        return ref(words.name());
    }

    Schema list() {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(one());
    }

    Schema created() {
        return add("New" + words.name(), "A new record: " + record.getDescription(), Set.of(VERSION), required());
    }

    Schema replaced() {
        Schema replacement = add(words.name() + "Replacement", "A record as it is to be.", Set.of("id"), required());
        neverNull("Replacement", versions());
        return replacement;
    }

    Schema patched() {
        Schema patch = add(words.name() + "Patch", "What of a record is to change.", Set.of("id"), List.of());
        neverNull("Patch", required());
        neverNull("Patch", versions());
        return patch;
    }

    /** If-Match may say it instead, so it may be left out; but then it isn't there. */
    private List<String> versions() {
        return words.isVersioned() ? List.of(VERSION) : List.of();
    }

    private void neverNull(String body, List<String> names) {
        Map<String, Schema> fields =
                components.getSchemas().get(words.name() + body).getProperties();
        names.forEach(name -> fields.get(name).addExtension(ApiDescription.NEVER_NULL, true));
    }

    private List<String> required() {
        List<String> required = new ArrayList<>(record.getRequired());
        required.removeAll(NOT_OF_THE_KIND);
        required.remove(VERSION);
        required.removeIf(name -> isReadOnly(record.getProperties().get(name)));
        return required;
    }

    private Schema add(String name, String description, Set<String> without, List<String> required) {
        Schema schema = OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
        for (Map.Entry<String, Schema> property : record.getProperties().entrySet()) {
            if (!without.contains(property.getKey()) && !isReadOnly(property.getValue())) {
                schema.addProperty(property.getKey(), copy(property.getValue()));
            }
        }
        if (!required.isEmpty()) {
            schema.setRequired(new ArrayList<>(required));
        }
        components.addSchema(name, schema);
        return ref(name);
    }

    private static boolean isReadOnly(Schema property) {
        return Boolean.TRUE.equals(property.getReadOnly());
    }

    /** A request may say more of a field than an answer, such as that it may be null. */
    private static Schema copy(Schema property) {
        Schema copy = OASFactory.createSchema()
                .description(property.getDescription())
                .format(property.getFormat())
                .maxLength(property.getMaxLength())
                .defaultValue(property.getDefaultValue())
                .items(property.getItems())
                .ref(property.getRef());
        if (property.getType() != null) {
            copy.setType(new ArrayList<>(property.getType()));
        }
        if (property.getEnumeration() != null) {
            copy.setEnumeration(new ArrayList<>(property.getEnumeration()));
        }
        return copy;
    }

    private static Schema ref(String name) {
        return OASFactory.createSchema().ref(name);
    }
}
