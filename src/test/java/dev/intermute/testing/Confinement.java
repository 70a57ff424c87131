package dev.intermute.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a program runs as in a hardened container: as a user without rights, on a root that can't be written but for one
 * folder, within so much memory. Needs Linux, root, {@code unshare} and {@code setpriv}.
 */
public final class Confinement implements AutoCloseable {
    /** Whom most systems call nobody. */
    private static final int NOBODY = 65_534;

    private static final Path GROUPS_1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path GROUPS_2 = Path.of("/sys/fs/cgroup");

    private static final String ENTER = """
            set -e
            echo $$ > "$CONFINED_GROUP/cgroup.procs"
            exec unshare --mount sh -c '
                set -e
                mount --make-rprivate /
                mount --bind "$CONFINED_FOLDER" "$CONFINED_FOLDER"
                cd "$CONFINED_FOLDER"
                mount -o remount,bind,ro /
                exec setpriv --reuid=%1$d --regid=%1$d --clear-groups --no-new-privs -- "$@"
            ' sh "$@"
            """.formatted(NOBODY);

    private final Path group;
    private final Path folder;
    private final String peak;

    private Confinement(Path group, Path folder, String peak) {
        this.group = group;
        this.folder = folder;
        this.peak = peak;
    }

    /** One with this folder to write to, and so much memory; what the kernel keeps of files counts, too. */
    public static Confinement of(Path folder, long memoryBytes) throws IOException {
        boolean first = Files.isDirectory(GROUPS_1);
        Path group = Files.createTempDirectory(first ? GROUPS_1 : GROUPS_2, "intermute-test-");
        try {
            Files.writeString(
                    group.resolve(first ? "memory.limit_in_bytes" : "memory.max"), Long.toString(memoryBytes));
        } catch (IOException e) {
            Files.delete(group);
            throw new IOException("control groups here don't limit memory", e);
        }
        Files.setAttribute(folder, "unix:uid", NOBODY);
        return new Confinement(group, folder, first ? "memory.max_usage_in_bytes" : "memory.peak");
    }

    /** The words that run a command there. */
    public List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", ENTER, "sh"));
        command.addAll(words);
        return command;
    }

    /** The environment that the words need. */
    public Map<String, String> environment() {
        return Map.of("CONFINED_GROUP", group.toString(), "CONFINED_FOLDER", folder.toString());
    }

    /** The most memory that was in use at once. */
    public long peakBytes() throws IOException {
        return Long.parseLong(Files.readString(group.resolve(peak)).strip());
    }

    /** Takes the group away; what ran in it must have ended. */
    @Override
    public void close() throws IOException {
        Files.delete(group);
    }
}
