package dev.intermute;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.ListedSettings;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeSettingsTest {
    @Test
    void the_readme_lists_every_setting_with_its_default() {
        Map<String, String> coded = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.intermute")) {
            if (type.isAnnotatedWith(ConfigMapping.class)) {
                Class<?> mapping = type.reflect();
                collect(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), coded);
            }
        }

        Map<String, String> listed = new TreeMap<>(ListedSettings.ofReadme().properties());

        assertThat(coded).isNotEmpty();
        assertThat(listed).containsAllEntriesOf(coded);
        listed.keySet().removeAll(coded.keySet());
        // These are read before the mappings are, by Quarkus itself.
        assertThat(listed.keySet())
                .containsExactlyInAnyOrder("intermute.host", "intermute.port", "intermute.log-level");
    }

    private static void collect(Class<?> mapping, String prefix, Map<String, String> into) {
        for (Method method : mapping.getMethods()) {
            String name =
                    prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
            if (method.getReturnType().isInterface() && method.getReturnType().getEnclosingClass() == mapping) {
                collect(method.getReturnType(), name, into);
            } else {
                WithDefault given = method.getAnnotation(WithDefault.class);
                into.put(name, given == null ? "" : given.value());
            }
        }
    }
}
