package dev.intermute.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes small secret files, of keys and of registrations: whole or not at all, on disk before they can be seen, and never
 * readable by others, not for a moment. Those who read a file in order to replace it take turns by a lock on the file itself.
 */
public final class AtomicFile {

    /** Whether files have modes. Windows has none: there the user's folder is what keeps others out. */
    public static final boolean MODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** The mode of every file that is written here. */
    public static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    private static final long LOCK_PAUSE_MILLIS = 10;
    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    private AtomicFile() {}

    /** Gives what a path points to at last, also where that doesn't exist yet. */
    static Path followLinks(Path path) throws IOException {
        Path target = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemException(path.toString(), null, "too many symbolic links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /**
     * Writes a file that isn't there yet.
     *
     * @throws FileAlreadyExistsException if it is, or another process was faster
     */
    static void create(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file, content);
        try {
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            // A file system without hard links: the check and the move are two steps there.
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(file);
    }

    /** Writes a file for the user of this process alone, whatever is there. Its folder must be there. */
    public static void put(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file, content);
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(file);
    }

    /** Replaces a file that is there. Owner and group stay, where the caller may give files away; others lose their rights. */
    static void replace(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file, content);
        try {
            takeOver(file, temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(file);
    }

    /**
     * Opens a file for reading with the writers' lock on it, which is let go by closing, or by the end of the process. Waits up
     * to 10 s for the lock. It keeps processes apart, and threads of one process; but on POSIX a thread that asks in vain lets
     * other processes in, for its process loses the lock as it closes the file.
     *
     * @throws java.nio.file.NoSuchFileException if the file isn't there
     * @throws BusyException if another has the lock for all that time
     */
    public static FileChannel openLocked(Path file) throws IOException {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        while (true) {
            List<Object> identity = identity(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            boolean ours = false;
            try {
                ours = tryLock(channel) && identity.equals(identity(file));
            } finally {
                // Somebody has the lock, or replaced the file before we had it: the lock that counts is on the new one.
                if (!ours) {
                    channel.close();
                }
            }
            if (ours) {
                return channel;
            }
            if (System.nanoTime() > deadline) {
                throw new BusyException(file);
            }
            pause();
        }
    }

    /** Reads through the locked channel: on POSIX, closing any other channel of the same file would let the lock go. */
    static byte[] readAll(FileChannel channel) throws IOException {
        return Channels.newInputStream(channel.position(0)).readAllBytes();
    }

    private static Path temporary(Path file, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), ".intermute-", ".tmp", mode(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return temporary;
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** A root user's {@code init} must not take the file away from the user that the server runs as. */
    private static void takeOver(Path old, Path temporary) throws IOException {
        PosixFileAttributes before = Files.readAttributes(old, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        try {
            if (!now.group().equals(before.group())) {
                view.setGroup(before.group());
            }
            if (before.permissions().contains(PosixFilePermission.GROUP_READ)) {
                Set<PosixFilePermission> withGroup = EnumSet.copyOf(OWNER_ONLY);
                withGroup.add(PosixFilePermission.GROUP_READ);
                view.setPermissions(withGroup);
            }
            if (!now.owner().equals(before.owner())) {
                view.setOwner(before.owner());
            }
        } catch (FileSystemException e) {
            // Only root may give a file away; then it belongs to the caller, and to the caller alone.
            view.setPermissions(OWNER_ONLY);
        }
    }

    /** With the time, because the number of a file that is gone is given out again. */
    private static List<Object> identity(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime());
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What a file or folder is to be made with, so that it is never open to others. */
    public static FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
        return MODES
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static void syncFolder(Path file) throws IOException {
        if (!MODES) {
            // Windows opens no folder.
            return;
        }
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOCK_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Another process is writing the file, and has been for as long as we wait. */
    public static final class BusyException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        private BusyException(Path file) {
            super(file.toString(), null, "another process is writing it");
        }
    }
}
