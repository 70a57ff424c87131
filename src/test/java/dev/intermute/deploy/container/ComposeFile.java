package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** The service of the compose file, carried out without Docker. */
final class ComposeFile {
    /** A variable that isn't set: its default counts. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    private final Image image;
    private final Container.Draft draft;
    private final List<String> health = new ArrayList<>();
    private Path data;
    private Duration grace = Duration.ofSeconds(10);
    private long memoryBytes;
    private long tasks;
    private long openFiles;

    private ComposeFile(Image image) {
        this.image = image;
        this.draft = image.container().but();
    }

    /** Reads the file, and takes this image for the one that it names. */
    static Start of(Path file, Image image) {
        try {
            String text = VARIABLE.matcher(Files.readString(file)).replaceAll("$1");
            JsonNode service = Fields.yaml(text).get(0).at("/services/intermute");
            return new ComposeFile(image).start(file.getFileName().toString(), service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Start start(String name, JsonNode service) {
        new Fields()
                .on("user", user -> draft.as(Identity.of(user.asText())))
                .on("read_only", yes -> draft.onReadOnlyRoot(yes.asBoolean()))
                .on("cap_drop", list -> draft.withCapabilities(DockerRun.dropped(String.join(",", Fields.texts(list)))))
                .on(
                        "security_opt",
                        list -> Fields.texts(list)
                                .forEach(option -> draft.mayGainPrivileges(!DockerRun.isNoNewPrivileges(option))))
                .on("volumes", list -> Fields.texts(list).forEach(this::mount))
                .on("tmpfs", list -> Fields.texts(list).forEach(at -> draft.with(Mount.empty(at))))
                .on("command", words -> draft.runs(draft.done().entrypoint(), Fields.texts(words)))
                .on("environment", this::environment)
                .on("healthcheck", this::healthCheck)
                .on("stop_grace_period", text -> grace = Duration.parse("PT" + text.asText()))
                .on("mem_limit", text -> memoryBytes = Size.bytes(text.asText()))
                .on("pids_limit", number -> tasks = number.asLong())
                .on("ulimits", this::limits)
                // Each pod has all ports to itself.
                .ignoring("image", "restart", "ports")
                .read("the service", service);
        draft.within(new Container.Limits(memoryBytes, tasks, openFiles));
        return new Start(
                name,
                draft.done(),
                data,
                "intermute.db",
                Map.of(),
                health.isEmpty() ? image.healthCheck() : health,
                grace);
    }

    private void environment(JsonNode variables) {
        if (!variables.isObject()) {
            throw new AssertionError("variables that aren't known here: " + variables);
        }
        variables
                .properties()
                .forEach(variable ->
                        draft.with(variable.getKey(), variable.getValue().asText()));
    }

    private void healthCheck(JsonNode check) {
        new Fields()
                .on("test", words -> health.addAll(command(Fields.texts(words))))
                // When it is asked, and how often before that means something: the engine's affair.
                .ignoring("interval", "timeout", "retries", "start_period", "start_interval")
                .read("the health check", check);
    }

    private void limits(JsonNode limits) {
        new Fields().on("nofile", number -> openFiles = wholeNumber(number)).read("ulimits", limits);
    }

    private static long wholeNumber(JsonNode number) {
        if (!number.isIntegralNumber()) {
            throw new AssertionError("not one number: " + number);
        }
        return number.asLong();
    }

    private void mount(String text) {
        String at = DockerRun.mountedAt(text);
        data = Volumes.named(image, at);
        draft.with(Mount.of(data, at));
    }

    private static List<String> command(List<String> test) {
        if (!test.get(0).equals("CMD")) {
            throw new AssertionError("a health check that needs a shell: " + test);
        }
        return test.subList(1, test.size());
    }
}
