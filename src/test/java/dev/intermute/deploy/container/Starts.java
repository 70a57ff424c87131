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

    private final BuiltImages images;
    private final Map<JsonNode, String> pods = new LinkedHashMap<>();

    Starts() {
        Runc.deleteWhatIsLeft();
        images = new BuiltImages();
    }

    /** Each with volumes of its own, which nobody has written to. */
    List<Start> all() {
        List<Start> starts = new ArrayList<>();
        BuiltImages.dockerfiles().forEach(dockerfile -> starts.add(DockerRun.of(dockerfile, images.of(dockerfile))));
        starts.add(unit());
        if (PackagedProgram.isNative()) {
            starts.add(ComposeFile.of(DEPLOY.resolve("compose").resolve("compose.yaml"), images.usual()));
        }
        pods().forEach((set, overlays) -> starts.add(PodManifest.of("kubernetes " + overlays, set, images.usual())));
        return starts;
    }

    /** The plainest. */
    Start dockerRun() {
        return DockerRun.of(BuiltImages.dockerfiles().get(0), images.usual());
    }

    /** Each pod once, by a StatefulSet that has it, and the overlays that do, whatever is around it there. */
    private Map<JsonNode, String> pods() {
        if (pods.isEmpty()) {
            pods.putAll(readPods());
        }
        return pods;
    }

    private static Map<JsonNode, String> readPods() {
        Map<JsonNode, JsonNode> sets = new LinkedHashMap<>();
        Map<JsonNode, String> overlays = new HashMap<>();
        for (Path overlay : Kustomize.overlays()) {
            Path folder = PackagedProgram.isNative() ? overlay : withTheJar(overlay);
            JsonNode set = PodManifest.statefulSet(Kustomize.build(folder));
            sets.putIfAbsent(PodManifest.pod(set), set);
            overlays.merge(PodManifest.pod(set), overlay.getFileName().toString(), (some, one) -> some + ", " + one);
        }
        Map<JsonNode, String> pods = new LinkedHashMap<>();
        sets.forEach((pod, set) -> pods.put(set, overlays.get(pod)));
        return pods;
    }

    /** An overlay as an operator who runs the jar writes it. */
    private static Path withTheJar(Path overlay) {
        Path jvm = Kustomize.ROOT.resolve("components").resolve("jvm");
        return Kustomize.own(PackagedServer.freshFolder(), overlay, List.of(jvm));
    }

    /** The one whose system calls are filtered. */
    Start unit() {
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
