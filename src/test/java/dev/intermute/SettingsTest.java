package dev.intermute;

import java.time.Duration;

import jakarta.validation.Validation;
import jakarta.validation.Validator;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.access.AccessConfig;
import dev.intermute.agent.AgentConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTest {
    private static final String TOKEN = "intermute.auth.require-agent-token";
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' true ', true", "false, false", "False, false"})
    void a_boolean_is_true_or_false(String text, boolean meant) {
        assertThat(read(AccessConfig.class, TOKEN, text).auth().requireAgentToken())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maybe", "yes", "no", "1", "0", "on", "truee", "t"})
    void any_other_word_is_no_boolean(String text) {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> read(AccessConfig.class, TOKEN, text))
                .withMessageContaining(TOKEN)
                .withMessageContaining("must be true or false, not \"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "active-for, 0s",
        "active-for, -1s",
        "stale-after, 0s",
        "stale-after, -5m",
        "flush-interval, 0s",
        "flush-interval, -1s",
        "flush-interval, 10001ms",
        "flush-interval, 1m"
    })
    void a_length_of_time_out_of_its_bounds_is_refused(String name, String length) {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> read(AgentConfig.class, "intermute.liveness." + name, length))
                .withMessageContaining("intermute.liveness." + name);
    }

    @Test
    void the_bounds_themselves_are_allowed() {
        assertThat(read(AgentConfig.class, "intermute.liveness.flush-interval", "10s")
                        .liveness()
                        .flushInterval())
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(read(AgentConfig.class, "intermute.liveness.active-for", "1ms")
                        .liveness()
                        .activeFor())
                .isEqualTo(Duration.ofMillis(1));
    }

    private static <T> T read(Class<T> mapping, String name, String value) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(mapping)
                .withDefaultValue(name, value)
                .withValidator(new BeanValidationConfigValidator() {
                    @Override
                    public Validator getValidator() {
                        return VALIDATOR;
                    }
                })
                .build()
                .getConfigMapping(mapping);
    }
}
