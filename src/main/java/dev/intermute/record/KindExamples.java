package dev.intermute.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Examples of the routes that every kind has, made up from the fields of a kind: for one that has none of its own among the
 * resources. They are one story: a record is made, shown, replaced, changed and deleted.
 */
final class KindExamples {
    private static final String PROJECT = "project";
    private static final String DEMO = "demo";
    private static final String VERSION = "version";
    private static final String TIME = "2026-11-22T23:55:02.418820Z";

    private final KindSchemas schemas;
    private final KindWords words;
    private final String id;

    KindExamples(KindSchemas schemas, KindWords words) {
        this.schemas = schemas;
        this.words = words;
        this.id = "my-" + words.name().toLowerCase(Locale.ROOT);
    }

    /** The exchanges of an operation, by the name of its method. */
    List<Map<String, Object>> of(String method) {
        Map<String, Object> exchange = new LinkedHashMap<>(Map.of("name", "example", "summary", "Such as this"));
        switch (method) {
            case "create" -> {
                Map<String, Object> body = new LinkedHashMap<>(Map.of("id", id, PROJECT, DEMO));
                body.putAll(values());
                exchange.putAll(Map.of("body", body, "status", 201, "answer", record(1)));
            }
            case "list" -> exchange.putAll(Map.of("parameters", Map.of(PROJECT, DEMO), "answer", List.of(record(1))));
            case "get" -> exchange.putAll(Map.of("parameters", which(), "answer", record(1)));
            case "replace" -> {
                Map<String, Object> body = new LinkedHashMap<>(Map.of(PROJECT, DEMO));
                body.putAll(seen(1));
                body.putAll(values());
                exchange.putAll(Map.of("parameters", Map.of("id", id), "body", body, "answer", record(2)));
            }
            case "patch" -> {
                Map<String, Object> body = new LinkedHashMap<>(seen(2));
                values().entrySet().stream().limit(1).forEach(first -> body.put(first.getKey(), first.getValue()));
                exchange.putAll(Map.of("parameters", which(), "body", body, "answer", record(3)));
            }
            default -> exchange.putAll(Map.of("parameters", which(), "status", 204));
        }
        return List.of(exchange);
    }

    private Map<String, Object> which() {
        return Map.of(PROJECT, DEMO, "id", id);
    }

    private Map<String, Object> seen(int version) {
        return words.isVersioned() ? Map.of(VERSION, version) : Map.of();
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        schemas.settable().forEach(name -> values.put(name, value(name)));
        return values;
    }

    /** With all that must be there, and all that was set. */
    private Map<String, Object> record(int version) {
        Map<String, Object> record = new LinkedHashMap<>();
        schemas.record().getRequired().forEach(name -> record.put(name, value(name)));
        record.putAll(values());
        record.putAll(which());
        record.putAll(seen(version));
        return record;
    }

    private Object value(String name) {
        return value(name, schemas.property(name));
    }

    private static Object value(String name, Schema schema) {
        if (schema.getEnumeration() != null) {
            return schema.getDefaultValue() == null ? schema.getEnumeration().get(0) : schema.getDefaultValue();
        }
        if (isOf(schema, SchemaType.ARRAY)) {
            Schema element = schema.getItems();
            return element == null || element.getRef() != null ? List.of() : List.of(value(name, element));
        }
        if (isOf(schema, SchemaType.INTEGER) || isOf(schema, SchemaType.NUMBER)) {
            return 1;
        }
        if (isOf(schema, SchemaType.BOOLEAN)) {
            return true;
        }
        return "date-time".equals(schema.getFormat()) ? TIME : name.replace('_', ' ');
    }

    private static boolean isOf(Schema schema, SchemaType type) {
        return schema.getType() != null && schema.getType().contains(type);
    }
}
