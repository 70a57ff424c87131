package dev.intermute.cli.remote;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://Host:7338/, http://host:7338",
        "HTTP://host:80, http://host",
        "http://host:/, http://host",
        "http://[::80], http://[::80]",
        "http://[::1]:80/a/, http://[::1]/a",
        "http://my_service:7338/Path, http://my_service:7338/Path",
        "' http://host:8080 ', http://host:8080",
        "unix:/run/i.sock, unix:/run/i.sock",
        "unix:///run/i.sock, unix:/run/i.sock",
        "UNIX:/run/./x/../i.sock, unix:/run/i.sock"
    })
    void however_an_address_is_written_it_is_one(String written, String printed) {
        Endpoint endpoint = Endpoint.parse("--url", written);

        assertThat(endpoint).hasToString(printed).isEqualTo(Endpoint.parse("--url", printed));
    }

    @ParameterizedTest
    @CsvSource({
        "http://host:1, http://host:2",
        "http://host, http://host/a",
        "http://host/a, http://host/A",
        "http://localhost:7338, http://127.0.0.1:7338",
        "http://host:8080, http://host",
        "unix:/a, unix:/b"
    })
    void what_may_be_another_service_is_another(String one, String other) {
        assertThat(Endpoint.parse("--url", one)).isNotEqualTo(Endpoint.parse("--url", other));
    }

    @Test
    void the_environments_address_comes_before_its_host_and_port() {
        Map<String, String> environment =
                Map.of("INTERMUTE_URL", "http://there:1/", "INTERMUTE_HOST", "here", "INTERMUTE_PORT", "2");

        assertThat(Endpoint.named(environment).orElseThrow()).hasToString("http://there:1");
        assertThat(Endpoint.named(Map.of("INTERMUTE_URL", "unix:/run/i.sock")))
                .contains(new Endpoint.UnixSocket(Path.of("/run/i.sock")));
    }

    @Test
    void an_address_of_the_environment_that_is_blank_is_none() {
        assertThat(Endpoint.named(Map.of("INTERMUTE_URL", " ", "INTERMUTE_PORT", "2"))
                        .orElseThrow())
                .hasToString("http://127.0.0.1:2");
        assertThat(Endpoint.named(Map.of("INTERMUTE_URL", " "))).isEmpty();
    }

    @Test
    void a_caller_can_tell_a_socket() {
        assertThat(Endpoint.parse("--url", "unix:/run/i.sock"))
                .isEqualTo(new Endpoint.UnixSocket(Path.of("/run/i.sock")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:", "unix:/", "unix:i.sock", "unix://i.sock/..", "unix:\0"})
    void what_is_no_whole_path_of_a_socket_is_refused_with_an_example(String address) {
        assertThatThrownBy(() -> Endpoint.parse("--url", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--url must be like unix:/run/intermute.sock");
    }

    @Test
    void what_is_no_address_is_refused_with_where_it_came_from() {
        assertThatThrownBy(() -> Endpoint.parse("--url", "https://host"))
                .hasMessageStartingWith("--url must be like http://127.0.0.1:7338");
    }
}
