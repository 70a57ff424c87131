package dev.intermute.deploy.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A unit file of {@code deploy}, read as systemd reads it as far as these use it: lines of a name, {@code =} and a value. */
public final class SystemdUnit {
    static final Path SYSTEMD = Path.of("deploy/systemd");
    static final Path SERVICE = SYSTEMD.resolve("intermute.service");
    static final Path LITESTREAM = Path.of("deploy/litestream/intermute-litestream.service");

    private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();

    private SystemdUnit() {}

    /** Reads a unit file. */
    static SystemdUnit read(Path file) throws IOException {
        return read(List.of(file));
    }

    /** Reads a unit file, then its drop-ins. */
    public static SystemdUnit read(List<Path> files) throws IOException {
        SystemdUnit unit = new SystemdUnit();
        for (Path file : files) {
            unit.add(Files.readAllLines(file));
        }
        return unit;
    }

    private void add(List<String> lines) {
        Map<String, List<String>> section = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line.substring(1, line.indexOf(']')), any -> new LinkedHashMap<>());
            } else if (equals > 0 && !line.startsWith("#")) {
                add(
                        section.computeIfAbsent(line.substring(0, equals), any -> new ArrayList<>()),
                        line.substring(equals + 1));
            }
        }
    }

    /** An empty value takes back what was said before. */
    private static void add(List<String> values, String value) {
        if (value.isEmpty()) {
            values.clear();
        } else {
            values.add(value);
        }
    }

    /** All directives of a section, with their values; those that are there and empty have none. */
    public Map<String, List<String>> section(String name) {
        return new LinkedHashMap<>(sections.getOrDefault(name, Map.of()));
    }

    /** The one value of a directive. */
    String value(String directive) {
        List<String> values = values(directive);
        if (values.size() != 1) {
            throw new AssertionError(directive + " stands there " + values.size() + " times");
        }
        return values.get(0);
    }

    /** All values of a directive, whatever its section: no two have one of the same name. */
    private List<String> values(String directive) {
        return sections.values().stream()
                .flatMap(section -> section.getOrDefault(directive, List.of()).stream())
                .toList();
    }

    /** What the process finds in its environment. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (String assignment : values("Environment")) {
            String[] nameAndValue = assignment.split("=", 2);
            environment.put(nameAndValue[0], nameAndValue[1]);
        }
        return environment;
    }
}
