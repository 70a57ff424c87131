package dev.intermute.client;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorCodeTest {
    @Test
    void the_codes_are_those_of_the_service_and_the_few_of_the_sdk_itself() {
        Stream<String> ofTheService =
                Arrays.stream(dev.intermute.http.ErrorCode.values()).map(dev.intermute.http.ErrorCode::wire);
        Stream<String> own =
                Stream.of("unreachable", "timeout", "connection_lost", "interrupted", "unintelligible", "unknown");

        assertThat(ErrorCode.values())
                .extracting(ErrorCode::wire)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ofTheService, own).toList());
    }

    @Test
    void a_code_that_comes_later_is_unknown() {
        assertThat(ErrorCode.ofWire("policy_denied_twice")).isEqualTo(ErrorCode.UNKNOWN);
        assertThat(ErrorCode.ofWire("name_taken")).isEqualTo(ErrorCode.NAME_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreachable", "timeout", "connection_lost", "interrupted", "unintelligible"})
    void no_answer_says_that_there_was_none(String code) {
        assertThat(ErrorCode.ofWire(code)).isEqualTo(ErrorCode.UNKNOWN);
    }
}
