package dev.intermute.http;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The one shape of an error answer.
 *
 * @param error the stable code, see {@link ErrorCode}
 * @param message a sentence that says what to do
 * @param details what else the code promises, such as {@code field}
 */
@Schema(name = DescribedErrors.SHAPE)
@JsonPropertyOrder({"error", "message"})
public record ErrorBody(
        @JsonProperty("error") String error,
        @JsonProperty("message") String message,
        @JsonAnyGetter Map<String, Object> details) {

    /** Seconds after which a client may try again when the answer can't know better. */
    static final int RETRY_AFTER_SECONDS = 1;

    /** The body for one error. */
    public static ErrorBody of(ApiException e) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (e.code().repeatedAsCode()) {
            details.put("code", e.code().wire());
        }
        if (e.code().passing()) {
            details.put("retry_after", RETRY_AFTER_SECONDS);
        }
        details.putAll(e.details());
        return new ErrorBody(e.code().wire(), e.getMessage(), details);
    }
}
