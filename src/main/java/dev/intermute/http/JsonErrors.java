package dev.intermute.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a body, in the words of the API and not of the parser. */
final class JsonErrors {
    /** The parser's words for a name that an object has already. */
    private static final Pattern TWICE = Pattern.compile("Duplicate [\\w ]+ ['\"](.*)['\"]", Pattern.DOTALL);

    ApiException explain(JsonProcessingException e) {
        if (e.getCause() instanceof StreamReadException broken) {
            // The parser's own complaint, wrapped on its way through a field: what is there isn't JSON at all.
            return explain(broken);
        }
        Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
        if (e instanceof StreamReadException && twice.matches()) {
            return twice(twice.group(1));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = field(mapping);
            return ApiException.invalid(field, "Field " + field + " " + problem(mapping) + ".");
        }
        if (e instanceof JsonText.Unreadable) {
            return new ApiException(ErrorCode.INVALID_REQUEST, "The body " + e.getOriginalMessage() + ".");
        }
        return new ApiException(ErrorCode.INVALID_JSON, "The body must be one JSON object in UTF-8" + place(e) + ".");
    }

    private static ApiException twice(String field) {
        return field.length() > Text.MAX_CHARACTERS || Text.flaw(field).isPresent()
                ? new ApiException(ErrorCode.INVALID_REQUEST, "A field is there twice; send it once.")
                : ApiException.invalid(field, "Field " + field + " is there twice; send it once.");
    }

    private static String field(JsonMappingException e) {
        return e.getPath().stream()
                .map(Reference::getFieldName)
                .filter(name -> name != null)
                .findFirst()
                .orElse("body");
    }

    private static String problem(JsonMappingException e) {
        if (e instanceof JsonText.Unreadable) {
            return e.getOriginalMessage();
        }
        if (!(e instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
            return "can't be read";
        }
        Class<?> wanted = mismatch.getTargetType();
        if (wanted == String.class) {
            return e.getPath().size() > 1 ? "must hold strings only" : "must be a string";
        }
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "must be true or false";
        }
        if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) {
            return "must be a whole number in range";
        }
        if (Iterable.class.isAssignableFrom(wanted)) {
            return "must be an array";
        }
        return "must be an object";
    }

    private static String place(JsonProcessingException e) {
        if (e.getLocation() == null) {
            return "";
        }
        return "; reading it failed at line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
    }
}
