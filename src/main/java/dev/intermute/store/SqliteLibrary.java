package dev.intermute.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.sqlite.SQLiteJDBCLoader;

/**
 * Loads the native library of the SQLite driver. Left to itself, the driver spawns a process to learn what machine it is on,
 * unpacks the library into the folder for temporary files, reads it back, and leaves it there when the process is killed: a
 * tenth of a second, and a file more. Here it goes into a folder that nobody else can write to, is loaded, and is gone.
 *
 * <p>On a machine that isn't known here the driver has its own way.
 */
public final class SqliteLibrary {
    private static final String NAME = "libsqlitejdbc.so";
    private static final Map<String, String> FOLDERS = Map.of("amd64", "x86_64", "aarch64", "aarch64");
    private static final String PATH_PROPERTY = "org.sqlite.lib.path";
    private static final String NAME_PROPERTY = "org.sqlite.lib.name";
    private static final String TEMPORARY_PROPERTY = "org.sqlite.tmpdir";
    private static final EnumSet<PosixFilePermission> OWNER_ALONE = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SqliteLibrary() {}

    /**
     * Loads it, by way of the folder for temporary files, or where that can't be written to or executed from, by way of
     * another.
     *
     * @return false where neither will do; then the driver's own way leads nowhere either
     */
    public static boolean load(Path otherFolder) {
        Optional<String> resource = resource();
        if (System.getProperty(PATH_PROPERTY) != null || resource.isEmpty()) {
            return true;
        }
        return Stream.of(temporaryFolder(), otherFolder)
                .filter(Objects::nonNull)
                .anyMatch(folder -> loadFrom(folder, resource.get()));
    }

    /** Where it is tried first. */
    public static Path temporaryFolder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** The library for this machine: Linux with glibc on the processors that most have. */
    private static Optional<String> resource() {
        String folder = FOLDERS.get(System.getProperty("os.arch"));
        boolean known = "Linux".equals(System.getProperty("os.name")) && folder != null;
        return known && Files.notExists(Path.of("/lib/ld-musl-" + folder + ".so.1"))
                ? Optional.of("/org/sqlite/native/Linux/" + folder + "/" + NAME)
                : Optional.empty();
    }

    private static boolean loadFrom(Path parent, String resource) {
        try {
            Path folder =
                    Files.createTempDirectory(parent, "intermute-", PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            try {
                return unpack(resource, folder.resolve(NAME)) && initialize(folder);
            } finally {
                Files.deleteIfExists(folder.resolve(NAME));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean unpack(String resource, Path file) throws IOException {
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            return library != null && Files.copy(library, file) > 0;
        }
    }

    private static boolean initialize(Path folder) {
        System.setProperty(PATH_PROPERTY, folder.toString());
        System.setProperty(NAME_PROPERTY, NAME);
        // The driver looks for what it left earlier, and complains at length where there is no such folder.
        System.setProperty(TEMPORARY_PROPERTY, folder.toString());
        try {
            return SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            return false;
        } finally {
            System.clearProperty(PATH_PROPERTY);
            System.clearProperty(NAME_PROPERTY);
            System.clearProperty(TEMPORARY_PROPERTY);
        }
    }
}
