package dev.intermute.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The keys file: YAML that says which key opens which project. All of it is done on files, nothing is remembered between
 * calls. A writer replaces the file in one step, so that a reader sees the old one or the new one, and works on the file that a
 * symbolic link points to, so that the link stays.
 */
public final class KeysFile {

    private static final int KEY_BYTES = 32;
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private KeysFile() {}

    /**
     * Reads a keys file.
     *
     * @throws NoSuchFileException if there is none
     * @throws KeysFileException if it is there but can't be used; the message names file and line
     */
    public static Keys read(Path file) throws NoSuchFileException {
        return parse(file, content(file));
    }

    static Keys parse(Path file, byte[] content) {
        return KeysDocument.parse(file, content).keys();
    }

    static byte[] content(Path file) throws NoSuchFileException {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new KeysFileException(file, "it is not a regular file; name a YAML file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new KeysFileException(file, "it is larger than 16 MiB; is it the right file?");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (AccessDeniedException e) {
            throw new KeysFileException(file, "it can't be read; give the user that runs intermute the right to");
        } catch (IOException e) {
            throw new KeysFileException(file, "it can't be read (" + reason(e) + ")");
        }
    }

    /**
     * Writes a fresh keys file, mode 0600, with one new key.
     *
     * @return the key; it is kept nowhere else but in the file
     * @throws FileAlreadyExistsException if there is a file already; it stays as it is
     * @throws KeysFileException if it can't be written, or the project's name can't be one
     */
    public static String create(Path file, String project) throws FileAlreadyExistsException {
        checkName(file, project);
        String key = newKey();
        try {
            AtomicFile.create(AtomicFile.followLinks(file), bytes(KeysEdit.fresh(project, key)));
            return key;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    /**
     * Adds a new key for a project, which may be a new one; creates the file, mode 0600, if there is none. Everything else
     * that the file says stays as it is written. Calls at the same time, also of other processes, lose no key.
     *
     * @return the key; it is kept nowhere else but in the file
     * @throws KeysFileException if the file can't be used or written, or the project's name can't be one
     */
    public static String addKey(Path file, String project) {
        checkName(file, project);
        while (true) {
            try {
                return Files.exists(file) ? addToExisting(file, project) : create(file, project);
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                if (!(e instanceof FileAlreadyExistsException) && !Files.exists(file)) {
                    throw notWritten(file, e);
                }
                // Another writer was faster: there is a file now, and the key goes into that.
            } catch (IOException e) {
                throw notWritten(file, e);
            }
        }
    }

    private static String addToExisting(Path file, String project) throws IOException {
        String key = newKey();
        Path target = AtomicFile.followLinks(file);
        try (FileChannel locked = AtomicFile.openLocked(target)) {
            byte[] before = AtomicFile.readAll(locked);
            AtomicFile.replace(target, bytes(withKey(file, before, project, key)));
        }
        return key;
    }

    private static String withKey(Path file, byte[] before, String project, String key) {
        Optional<KeysDocument> document = KeysDocument.parseUnlessBlank(file, before);
        String after = document.map(d -> KeysEdit.withKey(d, project, key)).orElseGet(() -> {
            String text = KeysDocument.decode(file, before);
            String separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
            return text + separator + KeysEdit.firstContent(project, key);
        });
        Keys wanted = document.map(KeysDocument::keys).orElse(Keys.none(true)).plus(project, key);
        if (!isRight(file, after, wanted)) {
            throw new KeysFileException(
                    file, "no key can be added to the way it is written; write it plainly, or by hand");
        }
        return after;
    }

    private static boolean isRight(Path file, String after, Keys wanted) {
        try {
            return parse(file, bytes(after)).sameAs(wanted);
        } catch (KeysFileException e) {
            return false;
        }
    }

    private static void checkName(Path file, String project) {
        KeysDocument.problemOf(project).ifPresent(problem -> {
            throw new KeysFileException(file, problem);
        });
    }

    private static KeysFileException notWritten(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new KeysFileException(
                    file, "it can't be written: its folder doesn't exist; make it, or name another file");
        }
        if (e instanceof AccessDeniedException) {
            return new KeysFileException(
                    file, "it can't be written: permission denied; allow it, or name another file");
        }
        return new KeysFileException(file, "it can't be written (" + reason(e) + "); name another file");
    }

    /** The operating system's words for a failure, in one line. */
    private static String reason(IOException e) {
        String words = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return String.valueOf(words == null ? e.getClass().getSimpleName() : words)
                .replaceAll("\\s+", " ");
    }

    private static String newKey() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return "im_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
