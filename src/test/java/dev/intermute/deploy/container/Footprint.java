package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All files below a folder as they are now. Not its folders: a runtime makes those that it mounts something at.
 *
 * @param files size and time of change, by path
 */
record Footprint(Map<String, String> files) {

    static Footprint of(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            Map<String, String> files = new TreeMap<>();
            all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> files.put(file.toString(), look(file)));
            return new Footprint(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String look(Path file) {
        try {
            return Files.readAttributes(file, "unix:size,ctime,ino", LinkOption.NOFOLLOW_LINKS)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
