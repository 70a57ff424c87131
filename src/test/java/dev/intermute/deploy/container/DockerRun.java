package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line {@code docker run …} that a Dockerfile tells operators in its first comment, carried out without Docker. What the
 * line has and this doesn't know is an error.
 */
final class DockerRun {
    /** How long {@code docker stop} waits. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Pattern LINE = Pattern.compile("(?m)^#\\s+docker run (.+) (\\S+)$");

    private DockerRun() {}

    /** What the Dockerfile says, with an image that was built from it. */
    static Start of(Path dockerfile, Image image) {
        Container.Draft draft = image.container().but();
        Path data = null;
        Iterator<String> words = words(dockerfile).iterator();
        while (words.hasNext()) {
            String flag = words.next();
            switch (flag) {
                case "--read-only" -> draft.onReadOnlyRoot(true);
                case "--cap-drop" -> draft.withCapabilities(dropped(words.next()));
                case "--security-opt" -> draft.mayGainPrivileges(!isNoNewPrivileges(words.next()));
                case "--memory" -> draft.within(new Container.Limits(Size.bytes(words.next()), 0, 0));
                case "--volume", "-v" -> {
                    String at = mountedAt(words.next());
                    data = Volumes.named(image, at);
                    draft.with(Mount.of(data, at));
                }
                // Each pod has all ports to itself.
                case "--publish", "-p" -> words.next();
                default -> throw new AssertionError("a flag that isn't known here: " + flag);
            }
        }
        if (data == null) {
            throw new AssertionError(dockerfile + " has no volume for the data");
        }
        return new Start(
                dockerfile.getFileName().toString(),
                draft.done(),
                data,
                "intermute.db",
                Map.of(),
                image.healthCheck(),
                GRACE);
    }

    private static List<String> words(Path dockerfile) {
        try {
            Matcher line = LINE.matcher(Files.readString(dockerfile));
            if (!line.find()) {
                throw new AssertionError(dockerfile + " doesn't say how to run it");
            }
            return List.of(line.group(1).split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a volume, {@code name:path}, is mounted; options that follow aren't known. */
    static String mountedAt(String volume) {
        String[] parts = volume.split(":");
        if (parts.length != 2) {
            throw new AssertionError("a volume that isn't known here: " + volume);
        }
        return parts[1];
    }

    /** What is left when these are dropped. */
    static List<String> dropped(String names) {
        if (!names.equals("ALL")) {
            throw new AssertionError("not ALL capabilities are dropped, but " + names);
        }
        return List.of();
    }

    /** Whether an option is the one against new privileges; others aren't known. */
    static boolean isNoNewPrivileges(String option) {
        if (!option.equals("no-new-privileges") && !option.equals("no-new-privileges:true")) {
            throw new AssertionError("a security option that isn't known here: " + option);
        }
        return true;
    }
}
