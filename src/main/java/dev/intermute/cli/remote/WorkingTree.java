package dev.intermute.cli.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where somebody works: a checkout of their own. Git's own worktrees are each one, for each may have another agent.
 *
 * @param root its uppermost folder, without symbolic links in it
 */
record WorkingTree(Path root) {
    /** That of a folder: the nearest one upwards that has {@code .git}, else the folder itself. */
    static WorkingTree of(Path folder) {
        Path real = real(folder);
        for (Path candidate = real; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve(".git"))) {
                return new WorkingTree(candidate);
            }
        }
        return new WorkingTree(real);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("the working folder can't be found any more: " + folder, e);
        }
    }
}
