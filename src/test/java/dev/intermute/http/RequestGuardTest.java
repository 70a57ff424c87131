package dev.intermute.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/api/agents",
                "/api/agents/a%2Fb",
                "%25",
                "%2525",
                "/%41%4a%4A",
                "%F0%9F%99%82",
                "/é%C3%A9",
                "project=a+b&x=%20",
                "%01",
                "%7F"
            })
    void this_can_be_decoded(String text) {
        assertThat(RequestGuard.decodable(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "a%",
                "%4",
                "%zz",
                "%4g",
                "%g4",
                "%%41",
                "% 1",
                "%+1",
                "%00",
                "a%00b",
                "\0",
                "%FF",
                "%80",
                "%C3",
                "%C3%28",
                "%C0%80",
                "%ED%A0%80",
                "%F4%90%80%80",
                "\ud83d",
                "\ud83d%41"
            })
    void this_can_not(String text) {
        assertThat(RequestGuard.decodable(text)).isFalse();
    }
}
