package dev.intermute.store;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;

/** The migrations of this version, by name: so a start can compare them with what has run, and without Flyway. */
final class MigrationFiles implements ResourceProvider {
    /** In the order in which they run. */
    static final List<String> NAMES =
            List.of("V1__events_agents_messages.sql", "V2__audiences.sql", "V3__reservations.sql");

    private static final String FOLDER = "/db/migration/";

    /**
     * What Flyway's table says when all of them have run, without a failure, and are what they were: for each its version,
     * its checksum and a 1.
     */
    static List<String> history() {
        return NAMES.stream()
                .map(name -> name.substring(1, name.indexOf("__")) + " "
                        + ChecksumCalculator.calculate(new MigrationFile(name)) + " 1")
                .toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new MigrationFile(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name ->
                        name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(MigrationFile::new)
                .toList();
    }

    private static final class MigrationFile extends LoadableResource {
        private final String name;

        MigrationFile(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream in = MigrationFiles.class.getResourceAsStream(FOLDER + name);
            if (in == null) {
                throw new IllegalStateException("this build is broken: it has no " + FOLDER + name);
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
