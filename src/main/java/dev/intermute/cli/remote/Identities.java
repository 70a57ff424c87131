package dev.intermute.cli.remote;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The registrations of a user: one for each working tree and project, a file each. Several processes may save at once: the last
 * one's file stays, whole.
 */
final class Identities {
    private static final String FOLDER = "identities";
    private static final String SUFFIX = ".json";
    /** 128 bits: no two names in the world meet. */
    private static final int HASH_DIGITS = 32;
    /** With the hash and the suffix far below the 255 bytes that file systems take. */
    private static final int MAX_READABLE = 40;

    private final Path folder;
    private final PrivateFiles files;
    private final IdentityFile format = new IdentityFile();

    /** @param stateFolder as {@link StateFolder} has it; needn't be there */
    Identities(Path stateFolder, PrivateFiles files) {
        this.folder = stateFolder.resolve(FOLDER);
        this.files = files;
    }

    /**
     * The registration in a project.
     *
     * @param tree as {@link WorkingTree} has it
     * @param project empty for the one where the service was left to choose
     * @throws IdentityFileException if there is one that can't be used
     */
    Optional<Identity> find(Path tree, String project) {
        Path file = file(tree, project);
        Optional<Identity> identity = read(file);
        if (identity.isPresent() && !identity.get().project().equals(project)) {
            throw new IdentityFileException(
                    file, "it is one of another project; remove it and run 'intermute register' again");
        }
        return identity;
    }

    /**
     * The registration that was made last in a tree, whatever the project.
     *
     * @throws IdentityFileException if there is one that can't be used
     */
    Optional<Identity> latest(Path tree) {
        List<Identity> all = new ArrayList<>();
        for (Path file : filesOf(tree)) {
            read(file).ifPresent(all::add);
        }
        return all.stream().max(Comparator.comparing(Identity::registeredAt).thenComparing(Identity::project));
    }

    /**
     * Keeps others from registering in a tree until what is returned is closed, and sees to it that a registration can be
     * written. Two that register at once would be two agents, the one lost that is written first.
     *
     * @throws IdentityFileException if it can't be written
     * @throws BusyTreeException if another registers there for longer than 10 s
     */
    Closeable lock(Path tree) {
        return files.lock(folder(tree));
    }

    /**
     * Writes a registration down, in place of an older one in the same tree and project.
     *
     * @return the file
     * @throws IdentityFileException if it can't be written
     */
    Path save(Path tree, Identity identity) {
        Path file = file(tree, identity.project());
        files.write(file, format.bytes(identity));
        return file;
    }

    /**
     * Removes the registration in a project, also one that can't be used.
     *
     * @return whether there was one
     * @throws IdentityFileException if it can't be removed
     */
    boolean remove(Path tree, String project) {
        Path file = file(tree, project);
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new IdentityFileException(
                    file, "removing it failed; make its folder one that the user can write to", e);
        }
    }

    private Optional<Identity> read(Path file) {
        return files.read(file).map(content -> format.parse(file, content));
    }

    private List<Path> filesOf(Path tree) {
        Path treeFolder = folder(tree);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(treeFolder, "*" + SUFFIX)) {
            stream.forEach(found::add);
            return found;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            throw new IdentityFileException(
                    treeFolder, "listing it failed; give the user that runs intermute the right to", e);
        }
    }

    private Path file(Path tree, String project) {
        return folder(tree).resolve(readable(project) + hash(project) + SUFFIX);
    }

    private Path folder(Path tree) {
        String last = tree.getFileName() == null ? "" : tree.getFileName().toString();
        return folder.resolve(readable(last) + hash(tree.toString()));
    }

    /** For people only: the hash is what tells two apart. */
    private static String readable(String name) {
        String kept = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+", "");
        String cut = kept.substring(0, Math.min(kept.length(), MAX_READABLE));
        return cut.isEmpty() ? "" : cut + "-";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
