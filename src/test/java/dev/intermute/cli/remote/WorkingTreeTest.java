package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WorkingTreeTest {
    @TempDir
    private Path temporary;

    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectories(temporary.toRealPath().resolve("repository"));
    }

    @Test
    void it_is_the_nearest_folder_upwards_that_git_has() throws IOException {
        Path deep = Files.createDirectories(root.resolve("src/main"));
        Files.createDirectory(root.resolve(".git"));

        assertThat(WorkingTree.of(deep)).isEqualTo(root);
        assertThat(WorkingTree.of(root)).isEqualTo(root);
    }

    @Test
    void a_worktree_within_another_tree_is_one_of_its_own() throws IOException {
        Path worktree = Files.createDirectories(root.resolve("worktrees/fix"));
        Files.createDirectory(root.resolve(".git"));
        Files.writeString(worktree.resolve(".git"), "gitdir: elsewhere\n");

        assertThat(WorkingTree.of(worktree)).isEqualTo(worktree);
    }

    @Test
    void a_folder_without_git_is_its_own_tree() {
        assertThat(WorkingTree.of(root)).isEqualTo(root);
    }

    @Test
    void a_symbolic_link_leads_to_the_same_tree() throws IOException {
        Path deep = Files.createDirectories(root.resolve("src"));
        Files.createDirectory(root.resolve(".git"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), deep);

        assertThat(WorkingTree.of(link)).isEqualTo(root);
    }

    @Test
    void a_folder_that_is_gone_is_its_own_tree() {
        assertThat(WorkingTree.of(root.resolve("gone/../gone"))).isEqualTo(root.resolve("gone"));
    }
}
