package dev.intermute.cli.remote;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SurroundingsTest {
    @Test
    void the_home_is_what_the_environment_says() {
        assertThat(Surroundings.home("/srv/agents/ann")).isEqualTo(Path.of("/srv/agents/ann"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "relative"})
    void without_that_it_is_what_the_system_says(String variable) {
        assertThat(Surroundings.home(variable)).isEqualTo(Path.of(System.getProperty("user.home")));
    }
}
