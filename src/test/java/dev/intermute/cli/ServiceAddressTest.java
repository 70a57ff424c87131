package dev.intermute.cli;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceAddressTest {

    @Test
    void an_environment_without_host_and_port_says_nothing() {
        assertThat(ServiceAddress.ofListener(Map.of("INTERMUTE_URL", "http://there:1")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 80, http://127.0.0.1:80",
        "'::', 80, http://127.0.0.1:80",
        "'::1', 80, http://[::1]:80",
        "'[::1]', 80, http://[::1]:80",
        "localhost, 7338, http://localhost:7338",
        "10.1.2.3, 9000, http://10.1.2.3:9000"
    })
    void it_is_where_a_service_of_the_same_environment_listens(String host, String port, URI address) {
        assertThat(of(Map.of("INTERMUTE_HOST", host, "INTERMUTE_PORT", port))).isEqualTo(address);
    }

    @Test
    void a_path_is_what_stands_before_the_services_own() {
        assertThat(ServiceAddress.parse("--url", "http://proxy/intermute/"))
                .isEqualTo(URI.create("http://proxy/intermute"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "127.0.0.1:7338",
                "localhost",
                "https://h",
                "ftp://h",
                "http://",
                "http:///x",
                "http://h?a=b",
                "http://h#a",
                "http://user@h",
                "http://a b",
                "http://h:x",
                "http://h:65536",
                "http://h:0"
            })
    void what_is_none_is_refused_with_an_example(String address) {
        assertThatThrownBy(() -> ServiceAddress.parse("--url", address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--url must be like http://127.0.0.1:7338");
    }

    @Test
    void a_password_in_what_is_none_is_not_repeated() {
        assertThatThrownBy(() -> ServiceAddress.parse("--url", "http://ann:s3cret@h"))
                .hasMessageContaining("//…@h")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void the_name_of_a_container_is_a_host() {
        assertThat(ServiceAddress.parse("--url", "http://my_service:7338"))
                .isEqualTo(URI.create("http://my_service:7338"));
    }

    @Test
    void a_port_that_kubernetes_set_is_told_how_to_be_rid_of() {
        assertThatThrownBy(() -> of(Map.of("INTERMUTE_PORT", "tcp://10.0.0.1:7338")))
                .hasMessageContaining("enableServiceLinks: false");
    }

    private static URI of(Map<String, String> environment) {
        return ServiceAddress.ofListener(environment).orElseThrow();
    }
}
