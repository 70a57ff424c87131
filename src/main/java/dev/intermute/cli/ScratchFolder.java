package dev.intermute.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the SQLite driver unpacks its native library. The driver deletes it when the JVM exits, which a halted JVM doesn't get
 * to: without a folder that we remove ourselves, each stop by a signal would leave the library behind in the folder for
 * temporary files.
 */
final class ScratchFolder {

    private static final String DRIVERS_PROPERTY = "org.sqlite.tmpdir";

    private Optional<Path> folder = Optional.empty();

    /** Makes the folder and tells the driver, unless the user did. Where none can be made the driver has its own way. */
    synchronized void make() {
        if (System.getProperty(DRIVERS_PROPERTY) != null) {
            return;
        }
        try {
            Path made = Files.createTempDirectory("intermute-");
            System.setProperty(DRIVERS_PROPERTY, made.toString());
            folder = Optional.of(made);
        } catch (IOException e) {
            folder = Optional.empty();
        }
    }

    /** Removes the folder and what is in it. A second time does nothing. */
    synchronized void remove() {
        folder.ifPresent(ScratchFolder::removeWithFiles);
        folder = Optional.empty();
    }

    private static void removeWithFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // What stays is one file in the folder for temporary files: no reason to fail a stop.
            return;
        }
    }
}
