package dev.intermute.http;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorBodyTest {
    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void every_error_has_its_code_and_a_sentence(ErrorCode code) throws JsonProcessingException {
        JsonNode body = body(new ApiException(code, "Do this."));

        assertThat(body.get("error").asText())
                .isEqualTo(code.wire())
                .isEqualTo(code.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(body.get("message").asText()).isEqualTo("Do this.");
        assertThat(code.status()).isBetween(400, 599);
    }

    @Test
    void only_the_two_older_errors_have_a_field_named_code() {
        List<ErrorCode> withCode = Arrays.stream(ErrorCode.values())
                .filter(code ->
                        ErrorBody.of(new ApiException(code, "x")).details().containsKey("code"))
                .toList();

        assertThat(withCode).containsExactlyInAnyOrder(ErrorCode.ACTIVE_SESSION_CONFLICT, ErrorCode.INVALID_SESSION_ID);
    }

    @Test
    void what_passes_says_when_to_try_again_in_whole_seconds() throws JsonProcessingException {
        for (ErrorCode code : List.of(ErrorCode.OVERLOADED, ErrorCode.STORAGE_UNAVAILABLE)) {
            assertThat(code.status()).isEqualTo(503);
            assertThat(body(new ApiException(code, "x")).get("retry_after").isInt())
                    .isTrue();
        }
        assertThat(body(new ApiException(ErrorCode.NOT_FOUND, "x")).has("retry_after"))
                .isFalse();
    }

    @Test
    void details_stand_beside_the_code() throws JsonProcessingException {
        ApiException e =
                ApiException.invalid("limit", "Too small.").with("least", 1).with("nothing", null);

        JsonNode body = body(e);

        assertThat(body.get("field").asText()).isEqualTo("limit");
        assertThat(body.get("least").asInt()).isEqualTo(1);
        assertThat(body.has("nothing")).isFalse();
    }

    private JsonNode body(ApiException e) throws JsonProcessingException {
        return json.readTree(json.writeValueAsString(ErrorBody.of(e)));
    }
}
