package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.intermute.access.AtomicFile;

/**
 * The processes that hold the same reservation, each while a command runs: an agent that asks for what it has gets that one
 * again. The last of them gives it back, so that none loses it to another's end. Each has a shared lock on a file of the
 * reservation, which the system lets go however the process ends; who can have it alone is the last.
 */
final class Holders {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    /** A file that a killed process has left. */
    private static final Duration FORGOTTEN = Duration.ofDays(30);
    /** Of what was reserved for a command to run, and not before by itself. */
    private static final byte[] MADE = {1};

    private final Path folder;

    /** @param state our folder in the user's folder for state; needn't be there */
    Holders(Path state) {
        this.folder = state.resolve("holding");
    }

    /**
     * Joins those who hold a reservation; waits for one that is giving it back at this moment. Where no file can be written the
     * caller counts as the only one.
     *
     * @param made whether the reservation was made for the caller, and wasn't there before
     */
    Holder join(String reservationId, boolean made) {
        if (!ID.matcher(reservationId).matches()) {
            return new Holder.Alone(made);
        }
        try {
            Files.createDirectories(folder, AtomicFile.mode(PosixFilePermissions.fromString("rwx------")));
            Holder holder = joined(folder.resolve(reservationId), made);
            removeForgotten();
            return holder;
        } catch (IOException | OverlappingFileLockException e) {
            return new Holder.Alone(made);
        }
    }

    /** Has a reservation stay when its commands have ended: the agent has asked for it by itself, too. */
    void keep(String reservationId) {
        if (!ID.matcher(reservationId).matches()) {
            return;
        }
        try (FileChannel mark = FileChannel.open(folder.resolve(reservationId), StandardOpenOption.WRITE)) {
            mark.truncate(0);
        } catch (IOException e) {
            // No command holds it, as a rule.
            return;
        }
    }

    private static Holder joined(Path file, boolean made) throws IOException {
        Optional<Holder> holder = Optional.empty();
        while (holder.isEmpty()) {
            makeIfAbsent(file);
            holder = lockedIfStill(file, made);
        }
        return holder.get();
    }

    private static void makeIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, AtomicFile.mode(AtomicFile.OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // By whoever holds it already.
            return;
        }
    }

    /** @return nothing if the last of the others has removed the file meanwhile: the lock that counts is on the new one */
    private static Optional<Holder> lockedIfStill(Path file, boolean made) throws IOException {
        Optional<Object> before = key(file);
        FileChannel mark;
        try {
            mark = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        boolean joined = false;
        try {
            FileLock lock = mark.lock(0, Long.MAX_VALUE, true);
            if (before.isEmpty() || !before.equals(key(file))) {
                return Optional.empty();
            }
            if (made) {
                mark.write(ByteBuffer.wrap(MADE), 0);
            }
            joined = true;
            return Optional.of(new Holder.Sharing(file, mark, lock));
        } finally {
            if (!joined) {
                mark.close();
            }
        }
    }

    /** What tells this file from another of the same name. */
    private static Optional<Object> key(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(List.of(String.valueOf(attributes.fileKey()), attributes.creationTime()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void removeForgotten() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(Holders::removeIfForgotten);
        } catch (IOException | DirectoryIteratorException e) {
            // The next one may be luckier: nothing depends on it.
            return;
        }
    }

    private static void removeIfForgotten(Path file) {
        Instant since = Instant.now().minus(FORGOTTEN);
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                removeIfUnused(file);
            }
        } catch (IOException | OverlappingFileLockException e) {
            // Another has removed it, or uses it.
            return;
        }
    }

    private static void removeIfUnused(Path file) throws IOException {
        try (FileChannel mark = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock alone = mark.tryLock()) {
            if (alone != null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
