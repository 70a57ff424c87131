package dev.intermute.record;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.ApiException;
import dev.intermute.http.JsonSize;
import dev.intermute.http.Text;

/** A field of a kind that clients set, with the rules that its {@link Schema} tells them. */
final class KindField {
    /** What the schema of a field says that sets no length. */
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final Field field;
    private final Field mailbox;
    private final Schema rules;
    private final String name;

    private KindField(Field field) {
        this.field = field;
        this.mailbox = mailbox(field);
        this.rules = field.getAnnotation(Schema.class);
        this.name = SnakeCaseStrategy.INSTANCE.translate(field.getName());
        if (rules.maxLength() != UNBOUNDED && field.getType() != String.class) {
            throw new IllegalStateException("only texts have a length, and " + name + " is none");
        }
    }

    /** The field with the mailbox of the agent that this one names, or {@code null} for one that names none. */
    private static Field mailbox(Field field) {
        ListFilter filter = field.getAnnotation(ListFilter.class);
        try {
            return filter == null || filter.mailbox().isEmpty()
                    ? null
                    : field.getDeclaringClass().getDeclaredField(filter.mailbox());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("the class of a kind has the mailbox that a filter names", e);
        }
    }

    /** Those that a class itself declares, by their names. */
    static List<KindField> of(Class<? extends WorkRecord> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(KindField::isForClients)
                .map(KindField::new)
                .sorted(Comparator.comparing(KindField::name))
                .toList();
    }

    private static boolean isForClients(Field field) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        return field.isAnnotationPresent(Schema.class)
                && (property == null || property.access() != JsonProperty.Access.READ_ONLY);
    }

    /** Its name in JSON. */
    String name() {
        return name;
    }

    /** Its name in Java, and so in queries. */
    String property() {
        return field.getName();
    }

    /** How lists are narrowed down by it, or {@code null}. */
    ListFilter filter() {
        return field.getAnnotation(ListFilter.class);
    }

    /**
     * Gives one record the value of another. Whom another text names is to be found out then; the same text goes on naming
     * whom it named when it was written, whoever has that name by now.
     */
    void copy(WorkRecord from, WorkRecord to) {
        Object value = get(from);
        if (!Objects.equals(value, get(to))) {
            forget(to);
        }
        set(to, value);
    }

    /** The agent that its text names, if it is there and names one. */
    Optional<String> agent(WorkRecord record) {
        return mailbox == null ? Optional.empty() : Optional.ofNullable((String) get(record));
    }

    /** Whom its text names is to be found out again. */
    void forget(WorkRecord record) {
        if (mailbox != null) {
            set(mailbox, record, null);
        }
    }

    /**
     * Notes which agent its text names, where that isn't noted yet.
     *
     * @param mailboxOf an agent's id for its id or name, else the text itself
     */
    void resolve(WorkRecord record, UnaryOperator<String> mailboxOf) {
        if (mailbox != null && get(mailbox, record) == null && get(record) instanceof String text) {
            set(mailbox, record, mailboxOf.apply(text));
        }
    }

    /** Gives it its default where it has no value, and takes out of a list what counts as absent. */
    void complete(WorkRecord record) {
        Object value = get(record);
        if (Collection.class.isAssignableFrom(field.getType())) {
            List<?> given = value == null ? List.of() : withoutNulls(value);
            set(record, given);
        } else if (value == null && !rules.defaultValue().isEmpty()) {
            set(record, rules.defaultValue());
        }
    }

    private static List<?> withoutNulls(Object list) {
        return ((Collection<?>) list).stream().filter(Objects::nonNull).toList();
    }

    /**
     * Checks its value.
     *
     * @throws ApiException {@code invalid_request} with the field
     */
    void check(WorkRecord record) {
        Object value = get(record);
        if (value == null && rules.required()) {
            throw ApiException.invalid(name, "Field " + name + " must be there.");
        }
        if (value instanceof String text) {
            checkText(text);
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw ApiException.invalid(name, "Field " + name + " must be a number in range.");
        }
    }

    /**
     * Checks a text that it is to have, or that it is to be found by.
     *
     * @throws ApiException {@code invalid_request} with the field
     */
    void checkText(String text) {
        Text.checkLength(name, text, rules.maxLength());
        if (rules.enumeration().length > 0 && !List.of(rules.enumeration()).contains(text)) {
            throw ApiException.invalid(
                    name, "There is no such " + name + "; there are " + String.join(", ", rules.enumeration()) + ".");
        }
    }

    /** About how many bytes of JSON it makes. */
    long bytes(WorkRecord record) {
        return name.length() + 4 + bytes(get(record));
    }

    private static long bytes(Object value) {
        if (value instanceof String text) {
            return JsonSize.of(text) + 2;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().mapToLong(element -> bytes(element) + 1).sum();
        }
        if (value instanceof Part part) {
            return part.bytes();
        }
        return 20;
    }

    private Object get(WorkRecord record) {
        return get(field, record);
    }

    private void set(WorkRecord record, Object value) {
        set(field, record, value);
    }

    private static Object get(Field field, WorkRecord record) {
        try {
            return field.get(record);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field of a kind must not be private", e);
        }
    }

    private static void set(Field field, WorkRecord record, Object value) {
        try {
            field.set(record, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a field of a kind must not be private", e);
        }
    }
}
