package dev.intermute.deploy.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A unit file of {@code deploy}, read as systemd reads it as far as these use it: lines of a name, {@code =} and a value. */
final class SystemdUnit {
    static final Path SYSTEMD = Path.of("deploy/systemd");
    static final Path SERVICE = SYSTEMD.resolve("intermute.service");
    static final Path LITESTREAM = Path.of("deploy/litestream/intermute-litestream.service");

    private final List<Map.Entry<String, String>> lines = new ArrayList<>();

    private SystemdUnit() {}

    /** Reads a unit file. */
    static SystemdUnit read(Path file) throws IOException {
        SystemdUnit unit = new SystemdUnit();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                unit.lines.add(Map.entry(line.substring(0, equals), line.substring(equals + 1)));
            }
        }
        return unit;
    }

    /** The one value of a directive. */
    String value(String directive) {
        List<String> values = values(directive);
        if (values.size() != 1) {
            throw new AssertionError(directive + " stands there " + values.size() + " times");
        }
        return values.get(0);
    }

    /** All values of a directive. */
    List<String> values(String directive) {
        return lines.stream()
                .filter(line -> line.getKey().equals(directive))
                .map(Map.Entry::getValue)
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
