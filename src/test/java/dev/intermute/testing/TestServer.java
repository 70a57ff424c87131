package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * One server a run, on a free port, with its database, keys and socket in a fresh folder under {@code target/}. Each test
 * takes a project of its own; the keyed ones are shared, so tests with keys use names of their own in them.
 */
public class TestServer implements QuarkusTestResourceLifecycleManager {
    /** A key of the project {@code keyed-a}. */
    public static final String KEY_A = "key-of-project-a";
    /** A key of the project {@code keyed-b}. */
    public static final String KEY_B = "key-of-project-b";
    /** A key of the project {@code keyed-c}, kept in the file as its SHA-256. */
    public static final String KEY_C = "key-of-project-c";

    private static final String KEYS = """
            default_policy:
              allow_localhost_without_auth: true
            projects:
              keyed-a:
                keys: ["key-of-project-a"]
              keyed-b:
                keys: ["key-of-project-b"]
              keyed-c:
                keys: ["sha256:%s"]
            """;

    @Override
    public Map<String, String> start() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path folder = Files.createTempDirectory(
                    target,
                    "server-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path keys = Files.createFile(
                    folder.resolve("keys.yaml"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(keys, KEYS.formatted(Sha256Hex.of(KEY_C)));
            return Map.of(
                    "intermute.db", folder.resolve("test.db").toString(),
                    "intermute.keys-file", keys.toString(),
                    "intermute.port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
