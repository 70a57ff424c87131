package dev.intermute.deploy.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What kustomize has built of the overlay that has everything, for tests that shall run without kustomize. */
final class Golden {
    /** Written by {@code kustomize build deploy/kubernetes/overlays/production-monitored}. */
    static final Path FILE = Path.of("src/test/resources/deploy/production-monitored.yaml");

    private Golden() {}

    static String yaml() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
