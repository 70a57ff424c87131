package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.intermute.deploy.Tool;
import dev.intermute.testing.PackagedServer;

/**
 * Builds images from the Dockerfiles as they stand, as an engine does, and needs none: buildah, with its store in a folder of
 * the test's own. Bases come from this machine, as nothing is fetched.
 */
final class Buildah implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The context of every build. */
    private static final Path REPOSITORY = Path.of("").toAbsolutePath();

    private final Path folder = PackagedServer.freshFolder();
    private final Path policy = folder.resolve("policy.json");

    Buildah() {
        write(policy, "{\"default\": [{\"type\": \"insecureAcceptAnything\"}]}");
    }

    /** Makes a base of a folder, and gives its name. */
    String base(Path root, String path) {
        Path dockerfile = folder.resolve("Dockerfile.base");
        write(dockerfile, "FROM scratch\nCOPY . /\nENV PATH=" + path + "\n");
        build(dockerfile, root, "base", List.of());
        return "localhost/base";
    }

    /** Builds an image from one of our Dockerfiles. */
    Image build(Path dockerfile, String base) {
        String name = dockerfile.getFileName().toString().replace("Dockerfile.", "");
        Path root = folder.resolve("root-" + name);
        // A plain folder: a mount would outlive a run that is killed, and nothing could delete what is under it.
        build(dockerfile, REPOSITORY, name, List.of("--build-arg", "BASE=" + base, "--output", root.toString()));
        // All that is in it is as in the image, but its own mode is that of a folder that buildah makes for itself.
        Tool.ask(List.of("chmod", "755", root.toString()));
        JsonNode config =
                json(Tool.ask(words("inspect", "--type", "image", name))).at("/Docker/config");
        return new Image(root, config);
    }

    private void build(Path dockerfile, Path context, String name, List<String> options) {
        List<String> words = words("bud", "--signature-policy", policy.toString(), "--isolation", "chroot");
        // Docker's own format is the one that has a health check; a layer an instruction is how Docker makes them.
        words.addAll(List.of("--format", "docker", "--layers", "--file", dockerfile.toString(), "--tag", name));
        words.addAll(options);
        words.add(context.toString());
        Tool.ask(words);
    }

    /** What an image is when it is sent: its layers, each with the instruction that made it and its size compressed. */
    List<Layer> layers(Path dockerfile) {
        String name = dockerfile.getFileName().toString().replace("Dockerfile.", "");
        Path pushed = folder.resolve("pushed-" + name);
        Tool.ask(words("push", "--signature-policy", policy.toString(), "--format", "oci", name, "oci:" + pushed));
        JsonNode manifest = blob(
                pushed,
                json(read(pushed.resolve("index.json"))).path("manifests").get(0));
        List<Layer> layers = new ArrayList<>();
        for (JsonNode step : blob(pushed, manifest.path("config")).path("history")) {
            if (!step.path("empty_layer").asBoolean()) {
                JsonNode layer = manifest.path("layers").get(layers.size());
                layers.add(new Layer(
                        step.path("created_by").asText(), layer.path("size").asLong()));
            }
        }
        return layers;
    }

    private static JsonNode blob(Path pushed, JsonNode descriptor) {
        return json(read(pushed.resolve("blobs")
                .resolve(descriptor.path("digest").asText().replace(':', '/'))));
    }

    private List<String> words(String... command) {
        List<String> words = new ArrayList<>(List.of(
                "buildah",
                "--root",
                folder.resolve("store").toString(),
                "--runroot",
                folder.resolve("run").toString()));
        words.addAll(List.of(command));
        return words;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away all that was built. */
    @Override
    public void close() {
        try {
            Tool.ask(words("rmi", "--all", "--force"));
        } finally {
            Tool.ask(List.of("rm", "-r", folder.toString()));
        }
    }

    /**
     * A layer of an image.
     *
     * @param madeBy the instruction
     * @param bytes compressed, as it is sent
     */
    record Layer(String madeBy, long bytes) {}
}
