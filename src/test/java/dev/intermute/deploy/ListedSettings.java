package dev.intermute.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that the README lists, which another test compares with the code, as environment variables. */
final class ListedSettings {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(intermute\\.[a-z.-]+)`[^|]*\\| (?:`([^`]*)`|none) \\|", Pattern.MULTILINE);

    private final Map<String, String> defaults = new TreeMap<>();

    private ListedSettings(String readme) {
        Matcher row = ROW.matcher(readme);
        while (row.find()) {
            String variable = row.group(1).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
            defaults.put(variable, row.group(2) == null ? "" : row.group(2));
        }
    }

    static ListedSettings ofReadme() {
        try {
            return new ListedSettings(Files.readString(Path.of("README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> variables() {
        return defaults.keySet();
    }

    String defaultOf(String variable) {
        String value = defaults.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("the README lists no setting " + variable);
        }
        return value;
    }
}
