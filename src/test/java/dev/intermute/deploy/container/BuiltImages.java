package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.intermute.deploy.Tool;
import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

/** The images of what the build has packaged. */
final class BuiltImages implements AutoCloseable {
    static final Path DOCKERFILES = Path.of("src", "main", "docker").toAbsolutePath();
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Buildah buildah = new Buildah();
    private final Path machine = PackagedServer.freshFolder();
    private final String base;
    private final Map<Path, Image> built = new HashMap<>();

    BuiltImages() {
        try {
            base = base();
            install();
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private String base() {
        boolean binary = PackagedProgram.isNative();
        Path root = binary ? LocalBase.ofBinary(machine, PackagedProgram.file()) : LocalBase.ofJava(machine);
        return buildah.base(root, binary ? PATH : "/opt/java/openjdk/bin:" + PATH);
    }

    /** Nobody else can: whoever wanted the images has none. */
    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException | Error e) {
            failure.addSuppressed(e);
        }
    }

    /** Those that can be built. */
    static List<Path> dockerfiles() {
        return PackagedProgram.isNative()
                ? List.of(DOCKERFILES.resolve("Dockerfile.native"), DOCKERFILES.resolve("Dockerfile.native-distroless"))
                : List.of(DOCKERFILES.resolve("Dockerfile.jvm"));
    }

    Image of(Path dockerfile) {
        return built.computeIfAbsent(dockerfile, file -> buildah.build(file, base));
    }

    /** The one that manifests mean. */
    Image usual() {
        return of(dockerfiles().get(0));
    }

    List<Buildah.Layer> layers(Path dockerfile) {
        return buildah.layers(dockerfile);
    }

    /** A machine with the program installed as the systemd unit wants it, and little else. */
    Path machine() {
        return machine;
    }

    private void install() {
        if (PackagedProgram.isNative()) {
            install(PackagedProgram.file().toString(), "usr/local/bin/intermute");
        } else {
            install(PackagedProgram.file().getParent().toString(), "usr/local/lib/intermute");
            Tool.ask(List.of("mkdir", "-p", machine.resolve("usr/bin").toString()));
            Tool.ask(List.of(
                    "ln",
                    "-sf",
                    "/opt/java/openjdk/bin/java",
                    machine.resolve("usr/bin/java").toString()));
        }
    }

    private void install(String what, String at) {
        Path there = machine.resolve(at);
        Tool.ask(List.of("mkdir", "-p", there.getParent().toString()));
        Tool.ask(List.of("cp", "-r", what, there.toString()));
    }

    @Override
    public void close() {
        try {
            buildah.close();
        } finally {
            Tool.ask(List.of("rm", "-r", machine.toString()));
        }
    }
}
