package dev.intermute.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

/** All the ways that our manifests start what the build has packaged. */
final class Starts implements AutoCloseable {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();
    private static final Path SYSTEMD = DEPLOY.resolve("systemd");
    private static final Path OVERLAYS = DEPLOY.resolve("kubernetes").resolve("overlays");

    private final BuiltImages images = new BuiltImages();

    List<Start> all() {
        List<Start> starts = new ArrayList<>();
        BuiltImages.dockerfiles().forEach(dockerfile -> starts.add(DockerRun.of(dockerfile, images.of(dockerfile))));
        starts.add(unit());
        if (PackagedProgram.isNative()) {
            starts.add(ComposeFile.of(DEPLOY.resolve("compose").resolve("compose.yaml"), images.usual()));
        }
        overlays().forEach(overlay -> starts.add(pod(overlay)));
        return starts;
    }

    /** The plainest. */
    Start dockerRun() {
        return DockerRun.of(BuiltImages.dockerfiles().get(0), images.usual());
    }

    private Start pod(String overlay) {
        Path folder = OVERLAYS.resolve(overlay);
        if (!PackagedProgram.isNative()) {
            folder = withTheJar(folder);
        }
        String built = Tool.ask(List.of("kustomize", "build", folder.toString()));
        return PodManifest.of("kubernetes " + overlay, built, images.usual());
    }

    /** An overlay as an operator who runs the jar writes it. */
    private static Path withTheJar(Path overlay) {
        try {
            Path folder = PackagedServer.freshFolder();
            Path component = OVERLAYS.resolveSibling("components").resolve("jvm");
            Files.writeString(
                    folder.resolve("kustomization.yaml"),
                    "resources: [" + folder.relativize(overlay) + "]\ncomponents: [" + folder.relativize(component)
                            + "]\n");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> overlays() {
        return Stream.of(OVERLAYS.toFile().list()).sorted().toList();
    }

    private Start unit() {
        List<Path> files = new ArrayList<>(List.of(SYSTEMD.resolve("intermute.service")));
        if (!PackagedProgram.isNative()) {
            files.add(SYSTEMD.resolve("drop-ins").resolve("jar.conf"));
        }
        return UnitFile.of(files, images.machine());
    }

    @Override
    public void close() {
        images.close();
    }
}
