package dev.intermute.deploy.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A Secret that changes while it is mounted, done as the kubelet does it, under a running service. */
class SecretSwapIT {
    /** Many looks at the file. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String FILE = "intermute.keys.yaml";

    private final Path folder = PackagedServer.freshFolder();
    private final Path mount = folder.resolve("keys");
    private Path first;

    @BeforeEach
    void mountTheSecret() throws IOException {
        Files.createDirectory(mount);
        first = swap("..2026_11_26_10_00_00.1", "projects: {demo: {keys: [old]}}\n");
        Files.createSymbolicLink(mount.resolve(FILE), Path.of("..data", FILE));
    }

    @Test
    void a_key_that_leaves_the_secret_is_refused_and_the_one_that_comes_is_admitted_without_a_restart()
            throws Exception {
        try (PackagedServer server = start()) {
            String url = server.url();
            assertThat(status(url, "old")).isEqualTo(200);
            assertThat(status(url, "new")).isEqualTo(401);

            Path second = swap("..2026_11_26_10_01_00.2", "projects: {demo: {keys: [new]}}\n");
            delete(first);
            Awaitility.await().atMost(SOON).until(() -> status(url, "new") == 200);
            assertThat(status(url, "old")).isEqualTo(401);

            swap("..2026_11_26_10_02_00.3", "projects: {demo: {keys: [new, old]}}\n");
            delete(second);
            Awaitility.await().atMost(SOON).until(() -> status(url, "old") == 200);
            assertThat(status(url, "new")).isEqualTo(200);
        }
    }

    @Test
    void a_secret_that_cannot_be_read_as_keys_changes_nothing() throws Exception {
        try (PackagedServer server = start()) {
            String url = server.url();
            assertThat(status(url, "old")).isEqualTo(200);

            swap("..2026_11_26_10_01_00.2", "projects: {demo: {keys: [\n");
            delete(first);
            Awaitility.await().atMost(SOON).until(() -> server.err().contains("the old keys stay"));
            assertThat(status(url, "old")).isEqualTo(200);

            swap("..2026_11_26_10_02_00.3", "projects: {demo: {keys: [new]}}\n");
            Awaitility.await().atMost(SOON).until(() -> status(url, "new") == 200);
            assertThat(status(url, "old")).isEqualTo(401);
        }
    }

    private PackagedServer start() {
        return PackagedServer.start(
                folder,
                Map.of("INTERMUTE_KEYS_FILE", mount.resolve(FILE).toString(), "INTERMUTE_KEYS_RELOAD", "100ms"),
                "--db",
                "test.db");
    }

    /** Puts a folder with the new content beside the one in use, and has the link that all go through point to it. */
    private Path swap(String version, String content) throws IOException {
        Path data = Files.createDirectory(mount.resolve(version));
        Path file = Files.writeString(data.resolve(FILE), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        Path link = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of(version));
        Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        return data;
    }

    private static void delete(Path version) throws IOException {
        Files.delete(version.resolve(FILE));
        Files.delete(version);
    }

    /** A key that is presented is always looked at, of a local caller, too. */
    private static int status(String url, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/agents?project=demo"))
                .header("X-Forwarded-For", "10.0.0.1")
                .header("Authorization", "Bearer " + key)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
