package dev.intermute.access;

import java.util.List;

import io.vertx.core.net.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LocalityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "127.0.0.1",
                "127.0.0.0",
                "127.255.255.255",
                "127.1.20.199",
                "::1",
                "[::1]"
            })
    void these_are_loopback_names(String host) {
        assertThat(Locality.isLoopbackName(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost.",
                "xlocalhost",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "127.0.0.256",
                "127.0.0",
                "127.1",
                "127.0.0.1.1",
                "128.0.0.1",
                "0.0.0.0",
                "::",
                "::2",
                "[::ffff:127.0.0.1]",
                "127.0.0.1\n",
                "example.org"
            })
    void these_are_none(String host) {
        assertThat(Locality.isLoopbackName(host)).isFalse();
    }

    @Test
    void a_request_without_an_origin_is_of_this_host() {
        assertThat(Locality.isOwnOrigin(List.of(), host("localhost", 7338))).isTrue();
        assertThat(Locality.isOwnOrigin(List.of(), null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:7338, localhost, 7338",
        "http://LOCALHOST:7338, localhost, 7338",
        "https://localhost:7338, localhost, 7338",
        "http://localhost, localhost, -1",
        "http://localhost:80, localhost, -1",
        "http://localhost, localhost, 80",
        "https://localhost, localhost, 443",
        "http://[::1]:7338, [::1], 7338",
        "http://[::1]:7338, ::1, 7338"
    })
    void an_origin_with_the_same_host_and_port_is_this_hosts(String origin, String host, int port) {
        assertThat(Locality.isOwnOrigin(List.of(origin), host(host, port))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:7339, localhost, 7338",
        "http://localhost, localhost, 7338",
        "http://127.0.0.1:7338, localhost, 7338",
        "http://example.org:7338, localhost, 7338",
        "http://localhost.example.org, localhost, 80",
        "http://localhost@example.org, localhost, 80",
        "null, localhost, 7338",
        "localhost:7338, localhost, 7338",
        "ftp://localhost:7338, localhost, 7338",
        "ws://localhost:7338, localhost, 7338",
        "chrome-extension://localhost:7338, localhost, 7338",
        "http://user@localhost:7338, localhost, 7338",
        "http://user:word@localhost:7338, localhost, 7338",
        "http://@localhost:7338, localhost, 7338",
        "'', localhost, 7338",
        "http://, localhost, 80",
        "not a url, localhost, 80"
    })
    void any_other_origin_is_not(String origin, String host, int port) {
        assertThat(Locality.isOwnOrigin(List.of(origin), host(host, port))).isFalse();
    }

    @Test
    void two_origins_or_no_host_are_nobodys() {
        String own = "http://localhost:7338";

        assertThat(Locality.isOwnOrigin(List.of(own, own), host("localhost", 7338)))
                .isFalse();
        assertThat(Locality.isOwnOrigin(List.of(own), null)).isFalse();
    }

    private static HostAndPort host(String host, int port) {
        return HostAndPort.create(host, port);
    }
}
