package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.intermute.deploy.kubernetes.Kustomize;
import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

/** All the ways that our manifests start what the build has packaged. */
final class Starts implements AutoCloseable {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();
    private static final Path SYSTEMD = DEPLOY.resolve("systemd");

    private final BuiltImages images = new BuiltImages();

    List<Start> all() {
        List<Start> starts = new ArrayList<>();
        BuiltImages.dockerfiles().forEach(dockerfile -> starts.add(DockerRun.of(dockerfile, images.of(dockerfile))));
        starts.add(unit());
        if (PackagedProgram.isNative()) {
            starts.add(ComposeFile.of(DEPLOY.resolve("compose").resolve("compose.yaml"), images.usual()));
        }
        Kustomize.overlays().forEach(overlay -> starts.add(pod(overlay)));
        return starts;
    }

    /** The plainest. */
    Start dockerRun() {
        return DockerRun.of(BuiltImages.dockerfiles().get(0), images.usual());
    }

    private Start pod(Path overlay) {
        Path built = PackagedProgram.isNative() ? overlay : withTheJar(overlay);
        return PodManifest.of("kubernetes " + overlay.getFileName(), Kustomize.build(built), images.usual());
    }

    /** An overlay as an operator who runs the jar writes it. */
    private static Path withTheJar(Path overlay) {
        Path jvm = Kustomize.ROOT.resolve("components").resolve("jvm");
        return Kustomize.own(PackagedServer.freshFolder(), overlay, List.of(jvm));
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
