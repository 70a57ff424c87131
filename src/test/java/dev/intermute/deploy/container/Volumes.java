package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

import dev.intermute.testing.PackagedServer;

/** Folders for containers, with owner and mode as whoever makes them leaves them. */
final class Volumes {
    private static final String DATA = "..data";
    private static final int MODE_BITS = 07777;

    private Volumes() {}

    /** A named volume of an engine: when it is new it is as the image has the folder. */
    static Path named(Image image, String at) {
        return copied(image.root().resolve(at.substring(1)));
    }

    private static Path copied(Path like) {
        try {
            Path volume = PackagedServer.freshFolder();
            for (String attribute : new String[] {"unix:uid", "unix:gid", "unix:mode"}) {
                Files.setAttribute(volume, attribute, Files.getAttribute(like, attribute));
            }
            return volume;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A volume that a kubelet has made ready: it is root's, and the group of the pod may write to it. */
    static Path ofPod(int group) {
        return folder(0, group, 02775);
    }

    /** A folder that systemd makes for a service. */
    static Path folder(int user, int group, int mode) {
        try {
            Path folder = PackagedServer.freshFolder();
            own(folder, user, group, mode);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A Secret as a kubelet mounts it: a folder for each version, {@code ..data} for the one that counts, and a link through it
     * for each key.
     */
    static Path secret(int group, int mode, String key, String content) {
        try {
            Path secret = folder(0, group, 03777);
            Path version = version(secret, group, mode, key, content);
            Files.createSymbolicLink(secret.resolve(DATA), version.getFileName());
            Files.createSymbolicLink(secret.resolve(key), Path.of(DATA, key));
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a Secret another content, as a kubelet does: another link takes the place of {@code ..data}. */
    static void swap(Path secret, String content) {
        try {
            Path before = secret.resolve(DATA).toRealPath();
            Path key;
            try (Stream<Path> keys = Files.list(before)) {
                key = keys.findFirst().orElseThrow();
            }
            Path version = version(
                    secret,
                    (Integer) Files.getAttribute(key, "unix:gid"),
                    (Integer) Files.getAttribute(key, "unix:mode") & MODE_BITS,
                    key.getFileName().toString(),
                    content);
            Path link = Files.createSymbolicLink(secret.resolve(DATA + "_tmp"), version.getFileName());
            Files.move(link, secret.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(key);
            Files.delete(before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path version(Path secret, int group, int mode, String key, String content) throws IOException {
        Path version = Files.createTempDirectory(secret, "..2026_11_26_20_00_00.");
        own(version, 0, group, 02755);
        own(Files.writeString(version.resolve(key), content), 0, group, mode);
        return version;
    }

    private static void own(Path file, int user, int group, int mode) throws IOException {
        Files.setAttribute(file, "unix:uid", user);
        Files.setAttribute(file, "unix:gid", group);
        Files.setAttribute(file, "unix:mode", mode);
    }
}
