package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a registration counts for: the root of what git has checked out, where there is one. */
final class WorkingTree {
    /** A folder, or a file in worktrees and submodules. */
    private static final String MARK = ".git";

    private WorkingTree() {}

    /**
     * The nearest folder upwards that has {@code .git}, else the folder itself.
     *
     * @return without symbolic links, so that a tree has one name; a folder that is gone is its own tree
     */
    static Path of(Path folder) {
        Path start = real(folder);
        for (Path candidate = start; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve(MARK))) {
                return candidate;
            }
        }
        return start;
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
