package dev.intermute.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Jackson looks at by reflection is listed for native images, so that a program with the SDK can be one. */
class NativeMetadataTest {
    private static final Path LIST =
            Path.of("src/main/resources/META-INF/native-image/dev.intermute/intermute-client/reflect-config.json");

    /** Never read from JSON, nor written to it. */
    private static final Set<String> OF_JAVA_ALONE =
            Set.of("Answer", "Call", "Connection$Ending", "Connection$Signal", "ErrorCode", "Page", "RetryPolicy");

    /** No record, and written to JSON. */
    private static final Set<String> WRITTEN = Set.of("Fields");

    @Test
    void the_list_is_every_record_and_enum_of_the_package() throws IOException {
        String expected = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.intermute.client").stream()
                        .filter(NativeMetadataTest::isOfJson)
                        .map(JavaClass::getName)
                        .sorted()
                        .map(NativeMetadataTest::entry)
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));

        assertThat(Files.readString(LIST)).isEqualTo(expected);
    }

    private static boolean isOfJson(JavaClass type) {
        String name = type.getName().replaceFirst(".*\\.", "");
        return WRITTEN.contains(name) || (type.isRecord() || type.isEnum()) && !OF_JAVA_ALONE.contains(name);
    }

    private static String entry(String name) {
        return "  {\"name\": \"" + name + "\", \"allDeclaredConstructors\": true, \"allDeclaredMethods\": true, "
                + "\"allDeclaredFields\": true, \"allRecordComponents\": true}";
    }
}
