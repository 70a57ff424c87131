package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The identities of a user: a file for each working tree and project, in a folder for each tree. They hold secrets, so nobody else
 * may read them, not for a moment, and one that others can read is refused. A file is replaced as a whole.
 */
final class Identities {
    private static final String SUFFIX = ".json";
    private static final int DIGEST_CHARACTERS = 16;
    private static final boolean HAS_MODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path folder;

    Identities(Path folder) {
        this.folder = folder;
    }

    /**
     * Who one is in a project.
     *
     * @throws IdentityFileException if the file can't be used
     */
    Optional<Identity> find(WorkingTree tree, String project) {
        return read(file(tree, project));
    }

    /**
     * Who one became last in a tree.
     *
     * @throws IdentityFileException if one of its files can't be used
     */
    Optional<Identity> latest(WorkingTree tree) {
        List<Identity> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(tree))) {
            files.filter(file -> file.toString().endsWith(SUFFIX))
                    .forEach(file -> read(file).ifPresent(found::add));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IdentityFileException(folder(tree) + " can't be read: " + e.getMessage(), e);
        }
        return found.stream().max(Comparator.comparing(Identity::registeredAt));
    }

    /**
     * Keeps who one is in the identity's project, instead of what was kept there before, and gives the file.
     *
     * @throws IdentityFileException if it can't be written
     */
    Path save(WorkingTree tree, Identity identity) {
        Path file = file(tree, identity.project());
        Path fresh = file.resolveSibling(UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(file.getParent(), mode("rwx------"));
            write(fresh, IdentityJson.write(identity));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new IdentityFileException(
                    "who you are can't be kept in " + file + ": " + e.getMessage()
                            + "; make its folder writable, or set XDG_STATE_HOME to one that is",
                    e);
        }
    }

    private static void write(Path fresh, String text) throws IOException {
        Set<StandardOpenOption> create = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, create, mode("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return HAS_MODES
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static Optional<Identity> read(Path file) {
        try {
            if (HAS_MODES && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw new IdentityFileException(
                        file + " holds secrets and is open to others; run: chmod 600 '" + file + "'", null);
            }
            return Optional.of(IdentityJson.read(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new IdentityFileException(
                    file + " can't be used: " + e.getMessage() + "; remove it and register again", e);
        }
    }

    private Path folder(WorkingTree tree) {
        return folder.resolve(
                unique(tree.root().toString(), String.valueOf(tree.root().getFileName())));
    }

    private Path file(WorkingTree tree, String project) {
        return folder(tree).resolve(unique(project, project) + SUFFIX);
    }

    /** A name that people recognise, and that no other text has. */
    private static String unique(String text, String readable) {
        String tail = readable.replaceAll("[^A-Za-z0-9._-]", "_");
        return tail.substring(Math.max(0, tail.length() - 40)) + "-"
                + sha256(text).substring(0, DIGEST_CHARACTERS);
    }

    private static String sha256(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
