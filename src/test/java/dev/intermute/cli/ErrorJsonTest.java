package dev.intermute.cli;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorJsonTest {
    @Test
    void details_come_after_what_is_always_there_and_do_not_change_it() {
        assertThat(ErrorJson.of("away", "Wait.", Map.of("message", "", "error", "x", "id", "m1")))
                .isEqualTo("{\"error\":\"away\",\"message\":\"Wait.\",\"id\":\"m1\"}");
    }
}
