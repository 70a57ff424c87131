package dev.intermute.store;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import io.quarkus.flyway.runtime.QuarkusPathLocationScanner;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;

/**
 * The migrations of this version, by name: so a start can compare them with what has run, and without Flyway. Which there
 * are Quarkus has noted when it built the service, from the folder: at run time a native binary has none to look into.
 */
final class MigrationFiles implements ResourceProvider {
    private static final String FOLDER = "/db/migration/";
    private static final String VERSION_END = "__";

    private final List<String> names = names();

    /** Their names, in the order in which they run. */
    static List<String> names() {
        Location folder = Location.fromPath("classpath:", "db/migration");
        List<String> names = new QuarkusPathLocationScanner(null, List.of(folder))
                .scanForResources().stream()
                        .map(LoadableResource::getFilename)
                        .sorted(Comparator.comparing(name -> Integer.valueOf(version(name))))
                        .toList();
        if (names.isEmpty()) {
            throw new IllegalStateException("this build is broken: it has nothing in " + FOLDER);
        }
        return names;
    }

    private static String version(String name) {
        return name.substring(1, name.indexOf(VERSION_END));
    }

    /**
     * What Flyway's table says when all of them have run, without a failure, and are what they were: for each its version,
     * its checksum and a 1.
     */
    static List<String> history() {
        return names().stream()
                .map(name -> version(name) + " " + ChecksumCalculator.calculate(new MigrationFile(name)) + " 1")
                .toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        return names.contains(name) ? new MigrationFile(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return names.stream()
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
