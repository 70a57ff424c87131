package dev.intermute.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The real kustomize, and the folders that it builds. */
final class Kustomize {
    static final String VERSION = "v5.7.1";
    static final Path ROOT = Path.of("deploy/kubernetes").toAbsolutePath();

    private static final String FILE = "kustomization.yaml";

    private Kustomize() {}

    static String version() {
        return run("version").strip();
    }

    static String build(Path folder) {
        return run("build", folder.toString());
    }

    /** All that can be applied as it is: the base and each overlay that there is. */
    static List<Path> overlays() {
        return Stream.concat(Stream.of(ROOT.resolve("base")), foldersIn("overlays"))
                .toList();
    }

    /** What overlays may add. */
    static List<Path> components() {
        return foldersIn("components").toList();
    }

    private static Stream<Path> foldersIn(String name) {
        try (Stream<Path> children = Files.list(ROOT.resolve(name))) {
            return children.filter(child -> Files.isRegularFile(child.resolve(FILE))).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a folder's kustomization adds components already. */
    static boolean hasComponents(Path folder) {
        try {
            return Files.readString(folder.resolve(FILE)).contains("components:");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a kustomization of a user's own, into this folder. */
    static Path own(Path folder, Path overlay, List<Path> components) {
        StringBuilder text = new StringBuilder("namespace: composed\nresources:\n");
        text.append("  - ").append(folder.relativize(overlay)).append("\ncomponents:\n");
        components.forEach(
                path -> text.append("  - ").append(folder.relativize(path)).append('\n'));
        try {
            Files.writeString(folder.resolve(FILE), text);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kustomize"));
        command.addAll(List.of(arguments));
        try {
            Path err = Files.createTempFile(Path.of("target"), "kustomize", ".txt");
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String said = process.waitFor() == 0 ? "" : "failed: ";
            said += Files.readString(err);
            Files.delete(err);
            if (!said.isEmpty()) {
                throw new IllegalStateException(command + " " + said);
            }
            return out;
        } catch (IOException e) {
            throw new IllegalStateException("kustomize " + VERSION + " must be on the PATH; .ci/tools installs it", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
