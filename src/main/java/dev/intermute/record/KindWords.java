package dev.intermute.record;

import java.util.Locale;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;

/** What a kind is called where the API is described. Made in the build, from what is known of classes there. */
final class KindWords {
    private static final String VERSIONED = VersionedRecord.class.getName();

    private final ClassInfo type;
    private final AnnotationInstance schema;

    KindWords(ClassInfo type) {
        this.type = type;
        this.schema = type.declaredAnnotation(Schema.class);
    }

    /** The name of its schema: {@code Epic}. */
    String name() {
        return schema.value("name").asString();
    }

    boolean isVersioned() {
        return type.superName().toString().equals(VERSIONED);
    }

    /** Completes a text with the names of the kind. */
    String fill(String text, String plural) {
        String one = name().toLowerCase(Locale.ROOT);
        return text.replace("{kinds}", plural)
                .replace("{kind}", one)
                .replace("{a kind}", ("aeiou".indexOf(one.charAt(0)) < 0 ? "a " : "an ") + one)
                .replace("{tag}", schema.value("description").asString())
                .replace("{order}", order())
                .replace("{rule}", rule());
    }

    private String order() {
        boolean tellsChanges = isVersioned() || type.field("updatedAt") != null;
        return tellsChanges ? "What was changed last comes first." : "The newest comes first.";
    }

    private String rule() {
        return isVersioned()
                ? "It names the version that it is based on, in the field version or by its ETag in If-Match; if there is"
                        + " another by now it is refused with current_version."
                : "The last writer wins.";
    }

    String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
