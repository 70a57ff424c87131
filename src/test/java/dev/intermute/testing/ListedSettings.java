package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings that the README lists, which a test compares with the code. */
public final class ListedSettings {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(intermute\\.[a-z.-]+)`[^|]*\\| (?:`([^`]*)`|none) \\|", Pattern.MULTILINE);

    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> variables = new TreeMap<>();

    private ListedSettings(String readme) {
        Matcher row = ROW.matcher(readme);
        while (row.find()) {
            String value = row.group(2) == null ? "" : row.group(2);
            properties.put(row.group(1), value);
            variables.put(row.group(1).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value);
        }
    }

    /** Those of {@code README.md}. */
    public static ListedSettings ofReadme() {
        try {
            return new ListedSettings(Files.readString(Path.of("README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Their names, each with its default, or nothing. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Their names as variables of the environment, each with its default, or nothing. */
    public Map<String, String> variables() {
        return variables;
    }

    /**
     * The default of one.
     *
     * @param variable its name in the environment
     * @throws IllegalArgumentException if there is no such setting
     */
    public String defaultOf(String variable) {
        String value = variables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("the README lists no setting " + variable);
        }
        return value;
    }
}
