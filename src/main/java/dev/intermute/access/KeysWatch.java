package dev.intermute.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Notices that the keys file is another than at the last look. What it compares is the state of the file that the path leads
 * to at last, so that it sees a replaced file, an edit in place, and the swap of a folder by a symbolic link, which is how
 * Kubernetes changes a mounted Secret. A file that was written shortly before a look may be written again within the same tick
 * of the file system's clock: its content is compared at the next look, too. Not for use by several threads at once.
 */
final class KeysWatch {

    /** Longer than a tick of any file system's clock: FAT counts in 2 s. */
    private static final Duration TICK = Duration.ofSeconds(2);

    /** Belongs to the user that this process runs as. */
    private static final Path PROCESS = Path.of("/proc/self");

    private static final Integer ROOT = 0;

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private record State(
            Path realPath,
            String fileKey,
            FileTime written,
            long bytes,
            boolean own,
            Set<PosixFilePermission> permissions) {

        boolean mayChangeUnseen(Instant lookedAt) {
            return written.toInstant().plus(TICK).isAfter(lookedAt);
        }
    }

    private final Path file;
    private State last;
    private boolean lastWasFresh;
    /** A hash, because the content holds keys. */
    private String lastContent = "";

    KeysWatch(Path file) {
        this.file = file;
    }

    /** What a look found: the content, where it is another than before, and whether others' rights are new. */
    record Change(Optional<byte[]> content, boolean newlyOpenToOthers) {

        private static final Change NONE = new Change(Optional.empty(), false);
    }

    /**
     * Looks at the file.
     *
     * @throws NoSuchFileException if it isn't there
     * @throws KeysFileException if it can't be read
     */
    Change look() throws NoSuchFileException {
        // The file system's own clock writes the times that this is compared with: no injected clock has a say here.
        Instant now = Instant.now();
        State state = state();
        if (state.equals(last) && !lastWasFresh) {
            return Change.NONE;
        }
        byte[] content = KeysFile.content(file);
        String contentHash = Sha256.hex(content);
        boolean same = contentHash.equals(lastContent);
        boolean open = !state.equals(last) && isOpenToOthers(state.permissions, state.own);
        last = state;
        lastWasFresh = state.mayChangeUnseen(now);
        lastContent = contentHash;
        return new Change(same ? Optional.empty() : Optional.of(content), open);
    }

    /**
     * Whether others of this machine may do with the file what only who needs it should. Where it belongs to somebody else the
     * group's right is how this process comes to read it, as with a Secret that Kubernetes mounts.
     *
     * @param own whether this process could do without the group
     */
    static boolean isOpenToOthers(Set<PosixFilePermission> permissions, boolean own) {
        return permissions.stream().anyMatch(OF_OTHERS::contains)
                || own && permissions.contains(PosixFilePermission.GROUP_READ);
    }

    /** Whether it belongs to the user of this process, or that is root; also where that can't be told. */
    private static boolean isOwn(Path file) throws IOException {
        try {
            Object user = Files.getAttribute(PROCESS, "unix:uid");
            return user.equals(ROOT) || user.equals(Files.getAttribute(file, "unix:uid"));
        } catch (UnsupportedOperationException | NoSuchFileException e) {
            return true;
        }
    }

    /** Makes the next look find a change, whatever the file is then. */
    void forget() {
        last = null;
        lastContent = "";
    }

    private State state() throws NoSuchFileException {
        try {
            Path realPath = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(realPath, BasicFileAttributes.class);
            return new State(
                    realPath,
                    String.valueOf(attributes.fileKey()),
                    attributes.lastModifiedTime(),
                    attributes.size(),
                    isOwn(realPath),
                    Files.getPosixFilePermissions(realPath));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new KeysFileException(file, "it can't be read; give the user that runs intermute the right to");
        }
    }
}
