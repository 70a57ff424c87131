package dev.intermute.access;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class LocalCallerTest {
    private static final String ROUTE = "/api/agents?project=nobody-here";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "localhost:7338",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.255.1.2:80",
                "[::1]",
                "[::1]:7338"
            })
    void a_loopback_name_with_any_port_is_local(String host) {
        assertThat(RawHttp.get(ROUTE).header("Host", host).send().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "intermute.internal:7338",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "128.0.0.1",
                "127.0.0",
                "127.0.0.256",
                "0.0.0.0",
                "10.0.0.1",
                "[::2]",
                "[fe80::1]",
                "2130706433",
                "localhostx"
            })
    void another_name_for_this_host_is_not_local(String host) {
        unauthorized(RawHttp.get(ROUTE).header("Host", host).send());
    }

    @Test
    void a_request_that_names_no_host_is_not_local() {
        unauthorized(
                RawHttp.line("GET " + ROUTE + " HTTP/1.0").header("Host", null).send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "forwarded",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-Forwarded-Host",
                "X-Forwarded-Whatever",
                "X-Real-IP"
            })
    void what_a_proxy_passed_on_is_not_local(String header) {
        unauthorized(RawHttp.get(ROUTE).header(header, "127.0.0.1").send());
    }

    @Test
    void a_page_of_this_host_is_local() {
        String host = "localhost:" + RestAssured.port;

        assertThat(RawHttp.get(ROUTE)
                        .header("Host", host)
                        .header("Origin", "http://" + host)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:7338, http://localhost:7339",
        "localhost:7338, http://localhost",
        "localhost:7338, http://127.0.0.1:7338",
        "localhost:7338, https://example.org",
        "localhost, http://localhost.example.org",
        "localhost:7338, null",
        "localhost:7338, localhost:7338",
        "localhost:7338, ''",
        "localhost:7338, file://",
        "localhost:7338, http://"
    })
    void a_page_of_another_site_is_not_local(String host, String origin) {
        unauthorized(
                RawHttp.get(ROUTE).header("Host", host).header("Origin", origin).send());
    }

    @Test
    void what_the_browser_calls_cross_site_is_not_local() {
        unauthorized(RawHttp.get(ROUTE).header("Sec-Fetch-Site", "cross-site").send());
        unauthorized(RawHttp.get(ROUTE).header("Sec-Fetch-Site", "Cross-Site").send());
    }

    @Test
    void one_of_several_words_of_the_browser_is_enough_to_be_cross_site() {
        unauthorized(
                RawHttp.get(ROUTE).twice("Sec-Fetch-Site", "none", "cross-site").send());
        unauthorized(
                RawHttp.get(ROUTE).twice("Sec-Fetch-Site", "cross-site", "none").send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/api/agents",
                "http://example.org:7338/api/agents?project=x",
                "http://user@localhost/api/agents",
                "ftp://localhost/api/agents"
            })
    void a_first_line_with_another_host_is_not_local_whatever_the_host_header(String uri) {
        unauthorized(RawHttp.line("GET " + uri + " HTTP/1.1").send());
    }

    @Test
    void a_first_line_with_a_loopback_name_is_local() {
        assertThat(RawHttp.line("GET http://127.0.0.1:7338/api/agents HTTP/1.1")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.line("GET http://[::1]/api/agents HTTP/1.1")
                        .header("Host", "example.org")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_semicolon_does_not_make_another_host_local() {
        assertThat(RawHttp.line("GET http://example.org/api/agents/a;b HTTP/1.1")
                        .send()
                        .status())
                .isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "same-site", "none"})
    void what_the_browser_calls_otherwise_is_local(String site) {
        assertThat(RawHttp.get(ROUTE).header("Sec-Fetch-Site", site).send().status())
                .isEqualTo(200);
    }

    @Test
    void a_key_lets_in_whatever_the_host_and_the_origin() {
        assertThat(RawHttp.get("/api/agents")
                        .header("Host", "intermute.example.org")
                        .header("Origin", "https://dashboard.example.org")
                        .header("Authorization", "Bearer " + TestServer.KEY_A)
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void no_page_of_another_site_is_told_that_it_may_read() {
        RawHttp.Answer asked = RawHttp.get(ROUTE)
                .header("Origin", "https://example.org")
                .header("Authorization", "Bearer " + TestServer.KEY_A)
                .send();
        RawHttp.Answer preflight = RawHttp.line("OPTIONS /api/agents HTTP/1.1")
                .header("Origin", "https://example.org")
                .header("Access-Control-Request-Method", "POST")
                .send();

        assertThat(asked.headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(preflight.headers()).doesNotContainKey("access-control-allow-origin");
    }

    private static void unauthorized(RawHttp.Answer answer) {
        answer.refused(401, "unauthorized");
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }
}
