package dev.intermute.cli.remote;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateFolderTest {
    private static final Path HOME = Path.of("/home/ann");
    private static final Path UNKNOWN = Path.of("?");

    @Test
    void the_variable_of_the_desktops_says_where() {
        assertThat(new StateFolder(Map.of("XDG_STATE_HOME", "/state"), UNKNOWN, "Linux").path())
                .isEqualTo(Path.of("/state/intermute"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "state", "./state", "\0"})
    void a_variable_that_is_no_whole_path_is_passed_over(String value) {
        assertThat(new StateFolder(Map.of("XDG_STATE_HOME", value), HOME, "Linux").path())
                .isEqualTo(Path.of("/home/ann/.local/state/intermute"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linux", "Mac OS X", "FreeBSD"})
    void by_default_it_is_in_the_home_folder(String system) {
        assertThat(new StateFolder(Map.of(), HOME, system).path())
                .isEqualTo(Path.of("/home/ann/.local/state/intermute"));
    }

    @Test
    void on_windows_it_is_where_programs_keep_what_is_of_this_machine() {
        assertThat(new StateFolder(Map.of("LOCALAPPDATA", "/local"), HOME, "Windows 11").path())
                .isEqualTo(Path.of("/local/intermute"));
        assertThat(new StateFolder(Map.of(), HOME, "Windows 11").path())
                .isEqualTo(Path.of("/home/ann/AppData/Local/intermute"));
    }

    @Test
    void a_user_without_a_home_is_told_what_to_set() {
        StateFolder folder = new StateFolder(Map.of(), UNKNOWN, "Linux");

        assertThatThrownBy(folder::path)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set the environment variable XDG_STATE_HOME");
    }
}
