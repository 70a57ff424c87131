package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

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
        starts.addAll(pods());
        return starts;
    }

    /** The plainest. */
    Start dockerRun() {
        return DockerRun.of(BuiltImages.dockerfiles().get(0), images.usual());
    }

    /** Each pod once, whatever is around it in the overlays that have it. */
    private List<Start> pods() {
        Map<JsonNode, JsonNode> sets = new LinkedHashMap<>();
        Map<JsonNode, String> overlays = new HashMap<>();
        for (Path overlay : Kustomize.overlays()) {
            Path folder = PackagedProgram.isNative() ? overlay : withTheJar(overlay);
            JsonNode set = PodManifest.statefulSet(Kustomize.build(folder));
            sets.putIfAbsent(PodManifest.pod(set), set);
            overlays.merge(PodManifest.pod(set), overlay.getFileName().toString(), (some, one) -> some + ", " + one);
        }
        return sets.entrySet().stream()
                .map(pod -> PodManifest.of("kubernetes " + overlays.get(pod.getKey()), pod.getValue(), images.usual()))
                .toList();
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
