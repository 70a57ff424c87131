package dev.intermute.deploy.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.intermute.deploy.Tool;

/** The real kustomize, and the folders that it builds. */
public final class Kustomize {
    static final String VERSION = "v5.7.1";
    /** Where the manifests are. */
    public static final Path ROOT = Path.of("deploy/kubernetes").toAbsolutePath();

    private static final String FILE = "kustomization.yaml";

    private Kustomize() {}

    static String version() {
        return run("version").strip();
    }

    /** What kustomize makes of a folder. */
    public static String build(Path folder) {
        return run("build", folder.toString());
    }

    /** All that can be applied as it is: the base and each overlay that there is. */
    public static List<Path> overlays() {
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
    public static Path own(Path folder, Path overlay, List<Path> components) {
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
        Tool.Output output = Tool.run(command);
        // It warns of what is out of date, and goes on.
        if (output.exitCode() != 0 || !output.err().isEmpty()) {
            throw new IllegalStateException(command + " said " + output.said());
        }
        return output.out();
    }
}
