package dev.intermute.cli;

import java.net.BindException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import org.junit.jupiter.api.Test;

import dev.intermute.http.StartRefused;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {

    @Test
    void what_stopped_the_start_on_purpose_speaks_for_itself() {
        Throwable failure = new RuntimeException(new IllegalStateException(new StartRefused("do this")));

        assertThat(StartFailure.explain(failure)).isEqualTo("do this");
    }

    @Test
    void a_busy_port_is_named_with_what_to_do() {
        assertThat(bind(7338, "Address already in use"))
                .isEqualTo(
                        "port 7338 on 127.0.0.1 is in use: stop the program that has it, or choose another with --port");
        assertThat(bind(0, "Cannot assign requested address")).contains("any port on 127.0.0.1", "--host");
        assertThat(bind(80, "Permission denied")).contains("port 80", "permission denied", "--port");
    }

    @Test
    void a_host_that_nobody_knows_is_named() {
        assertThat(StartFailure.explain(new RuntimeException(new UnknownHostException("nosuch"))))
                .contains("nosuch", "--host");
    }

    @Test
    void several_wrong_settings_are_one_line_without_numbers_of_the_library() {
        Throwable failure = new ConfigValidationException(new ConfigValidationException.Problem[] {
            new ConfigValidationException.Problem("java.lang.IllegalArgumentException: SRCFG00039: a is wrong\nreally"),
            new ConfigValidationException.Problem("SRCFG00014: b is missing")
        });

        assertThat(StartFailure.explain(failure))
                .isEqualTo("a setting is wrong: a is wrong really; correct or unset it; "
                        + "a setting is wrong: b is missing; correct or unset it");
    }

    @Test
    void anything_else_names_its_root_and_how_to_see_more() {
        Throwable failure = new RuntimeException("outer", new ArithmeticException("first line\nsecond line"));

        assertThat(StartFailure.explain(failure))
                .isEqualTo("the start failed: ArithmeticException: first line; "
                        + "run with INTERMUTE_LOG_LEVEL=DEBUG for the stack trace");
        assertThat(StartFailure.explain(new IllegalStateException())).doesNotContain("\n");
    }

    private static String bind(int port, String reason) {
        return StartFailure.explain(new RuntimeException(
                new ExecutionException(new QuarkusBindException("127.0.0.1", port, new BindException(reason)))));
    }
}
