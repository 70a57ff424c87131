package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An image that was built.
 *
 * @param root its files
 * @param config what its Dockerfile says of how to start it
 */
record Image(Path root, JsonNode config) {

    /** A container as the image alone wants it; who starts it adds to that. */
    Container container() {
        Container.Draft draft = Container.in(root)
                .runs(words("Entrypoint"), words("Cmd"))
                .workingIn(config.path("WorkingDir").asText())
                .as(Identity.of(config.path("User").asText()));
        for (String variable : words("Env")) {
            int equals = variable.indexOf('=');
            draft.with(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return draft.done();
    }

    /** What an engine runs now and then to see how the container does. */
    List<String> healthCheck() {
        List<String> test = words("/Healthcheck/Test");
        if (test.isEmpty() || !test.get(0).equals("CMD")) {
            throw new AssertionError("no health check that works without a shell: " + test);
        }
        return test.subList(1, test.size());
    }

    /** The folders that outlive a container. */
    List<String> volumes() {
        List<String> volumes = new ArrayList<>();
        config.path("Volumes").fieldNames().forEachRemaining(volumes::add);
        return volumes;
    }

    private List<String> words(String name) {
        List<String> words = new ArrayList<>();
        config.at(name.startsWith("/") ? name : "/" + name).forEach(word -> words.add(word.asText()));
        return words;
    }
}
