package dev.intermute.access;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import dev.intermute.http.StartRefused;

/**
 * The file of a listening Unix socket: whether it may be made, and how it is made without a moment in which others could
 * connect. A process can't set the mode that {@code bind} gives a socket, so it is bound in a folder that only we can enter,
 * given its mode there, and then moved to its place.
 */
final class SocketFile {

    /** The 108 bytes of {@code sockaddr_un} less the two that the JDK keeps back. */
    static final int MAX_PATH_BYTES = 106;

    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final int BACKLOG = 1024;

    private final Path path;

    SocketFile(Path path) {
        this.path = path;
    }

    /** A listening socket and what tells its file from one that somebody else puts at the same path. */
    record Bound(ServerSocketChannel channel, Object fileKey) {}

    /**
     * Checks that a socket can be made here: there is no file, or the socket of a process that is gone.
     *
     * @throws StartRefused with what is wrong and what to do
     */
    void check() {
        try {
            problem().ifPresent(problem -> {
                throw stop(problem);
            });
        } catch (IOException e) {
            throw stop("can't be looked at (" + e + "); name another path with --socket");
        }
    }

    /** Makes the socket, in place of a dead one. The channel blocks. */
    Bound bind() throws IOException {
        Path folder = Files.createTempDirectory(folder(), ".im", only("rwx------"));
        Path temporary = folder.resolve("s");
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            bindWithin(channel, folder, temporary);
            Files.setPosixFilePermissions(temporary, AtomicFile.OWNER_ONLY);
            Object fileKey = fileKey(temporary);
            check();
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            return new Bound(channel, fileKey);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        } finally {
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(folder);
        }
    }

    /** Removes the file, unless it is another socket's by now. */
    void remove(Bound bound) throws IOException {
        try {
            if (bound.fileKey.equals(fileKey(path))) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Somebody removed it already: that is what was wanted.
            return;
        }
    }

    private Optional<String> problem() throws IOException {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            return Optional.of("is too long for a Unix socket, which takes %d bytes; name a shorter path with --socket"
                    .formatted(MAX_PATH_BYTES));
        }
        if (!Files.isDirectory(folder())) {
            return Optional.of(
                    "is in a folder that doesn't exist; make the folder, or name another path with --socket");
        }
        if (!Files.isWritable(folder()) || !Files.isExecutable(folder())) {
            return Optional.of("is in a folder that can't be written to; name another path with --socket");
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if ((mode & FILE_TYPE) != SOCKET) {
            return Optional.of("is the path of another file; remove it, or name another path with --socket");
        }
        return isAnswered()
                ? Optional.of("is in use by another process; stop that one, or name another path with --socket")
                : Optional.empty();
    }

    private boolean isAnswered() throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Not blocking: a listener with a full backlog would hold us up, and is one all the same.
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    /** The name of the temporary folder may take the path over the limit; then it is reached through a short link. */
    private static void bindWithin(ServerSocketChannel channel, Path folder, Path temporary) throws IOException {
        if (temporary.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES) {
            channel.bind(UnixDomainSocketAddress.of(temporary), BACKLOG);
            return;
        }
        Path shortFolder = Files.createTempDirectory("im", only("rwx------"));
        Path link = shortFolder.resolve("l");
        try {
            Files.createSymbolicLink(link, folder.toAbsolutePath());
            channel.bind(UnixDomainSocketAddress.of(link.resolve("s")), BACKLOG);
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(shortFolder);
        }
    }

    private Path folder() {
        return path.getParent() == null ? Path.of("") : path.getParent();
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    private static FileAttribute<?> only(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private StartRefused stop(String problem) {
        return new StartRefused("socket " + path + " " + problem);
    }
}
