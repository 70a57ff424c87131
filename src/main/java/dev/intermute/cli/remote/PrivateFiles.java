package dev.intermute.cli.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import dev.intermute.access.AtomicFile;

/**
 * Small files that hold secrets: written whole or not at all, and never readable by others, not for a moment; not read if others
 * can read them or somebody else has written them. On Windows, which has no modes, the user's folder itself is what keeps others
 * out.
 */
final class PrivateFiles {
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));
    private static final FileAttribute<?>[] OWNER_ONLY = AtomicFile.mode(AtomicFile.OWNER_ONLY);
    /** Stays: whoever removed it would let two have a lock each, on a file of the same name. */
    private static final String LOCK = ".lock";
    /** Belongs to the user of this process, where there is such a thing. */
    private static final Path PROCESS = Path.of("/proc/self");

    private final Optional<UserPrincipal> user;

    /** @param user whose the files must be; whoever's, if it can't be told */
    PrivateFiles(Optional<UserPrincipal> user) {
        this.user = user;
    }

    /** Those of the user who runs this process. */
    static PrivateFiles ofProcess() {
        return new PrivateFiles(processUser());
    }

    /**
     * Reads a file.
     *
     * @return nothing if it isn't there
     * @throws IdentityFileException if it can't be read, or isn't private
     */
    Optional<byte[]> read(Path file) {
        try {
            if (AtomicFile.MODES) {
                refuseIfOpen(file);
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IdentityFileException(
                    file, "reading it failed (" + reason(e) + "); give the user that runs intermute the right to", e);
        }
    }

    /**
     * Writes a file, or replaces it. Makes the folders that aren't there, for the user alone.
     *
     * @throws IdentityFileException if it can't be written
     */
    void write(Path file, byte[] content) {
        try {
            makeFolder(file.getParent());
            AtomicFile.put(file, content);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Has a folder to itself among those that ask so, in whatever process, until what is returned is closed. Makes the folder,
     * and sees to it that files can be written there. Waits up to 10 s for whoever has it.
     *
     * @throws IdentityFileException if files can't be written there
     * @throws BusyTreeException if another has it for all that time
     */
    Closeable lock(Path folder) {
        Path file = folder.resolve(LOCK);
        try {
            makeFolder(folder);
            Files.delete(Files.createTempFile(folder, ".", ".tmp", OWNER_ONLY));
            makeIfAbsent(file);
            return AtomicFile.openLocked(file);
        } catch (AtomicFile.BusyException e) {
            throw new BusyTreeException(e);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static void makeIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            // By whoever asked before.
        }
    }

    private static IdentityFileException unwritable(Path file, IOException e) {
        return new IdentityFileException(
                file,
                "writing it failed (" + reason(e) + "); make its folder one that the user can write to, or set the"
                        + " environment variable XDG_STATE_HOME to another",
                e);
    }

    private void refuseIfOpen(Path file) throws IOException {
        UserPrincipal owner = Files.getOwner(file);
        if (user.isPresent() && !owner.equals(user.get())) {
            throw new IdentityFileException(
                    file,
                    "it belongs to " + owner.getName() + ", not to "
                            + user.get().getName() + "; remove it and run 'intermute register' again");
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
            throw new IdentityFileException(
                    file,
                    "it isn't for its owner alone, and has credentials in it; run 'chmod 600 " + file
                            + "', and register again if somebody else may have read it");
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, AtomicFile.mode(PosixFilePermissions.fromString("rwx------")));
    }

    private static Optional<UserPrincipal> processUser() {
        try {
            return Optional.of(
                    Files.exists(PROCESS)
                            ? Files.getOwner(PROCESS)
                            : FileSystems.getDefault()
                                    .getUserPrincipalLookupService()
                                    .lookupPrincipalByName(System.getProperty("user.name")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName().replaceFirst("Exception$", "") + ": " + failure.getMessage();
    }
}
