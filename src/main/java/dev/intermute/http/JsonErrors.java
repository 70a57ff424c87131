package dev.intermute.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** Says what is wrong with a body, in the words of the API and not of the parser. */
final class JsonErrors {
    /** The parser's words for a name that an object has already. */
    private static final Pattern TWICE = Pattern.compile("Duplicate [\\w ]+ ['\"](.*)['\"]", Pattern.DOTALL);

    private static final String A_WHOLE_NUMBER = "must be a whole number in range";

    ApiException explain(JsonProcessingException e) {
        if (e.getCause() instanceof StreamReadException broken && !isOutOfRange(e)) {
            // The parser's own complaint, wrapped on its way through a field: what is there isn't JSON at all.
            return explain(broken);
        }
        Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
        if (e instanceof StreamReadException && twice.matches()) {
            return twice(twice.group(1));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return ApiException.invalid(field(mapping), "Field " + problem(mapping) + ".");
        }
        if (e instanceof JsonText.Unreadable) {
            return new ApiException(ErrorCode.INVALID_REQUEST, "The body " + e.getOriginalMessage() + ".");
        }
        return new ApiException(ErrorCode.INVALID_JSON, "The body must be one JSON object in UTF-8" + place(e) + ".");
    }

    private static boolean isOutOfRange(JsonProcessingException e) {
        return e.getCause() instanceof InputCoercionException;
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

    /** Which value it is, and what about it. */
    private static String problem(JsonMappingException e) {
        List<Reference> path = e.getPath();
        if (holdsStrings(e)) {
            return where(path.subList(0, path.size() - 1)) + " must hold strings only";
        }
        return where(path) + " " + complaint(e);
    }

    /** Whether it is about what is in a list, or in a map, of strings. */
    private static boolean holdsStrings(JsonMappingException e) {
        List<Reference> path = e.getPath();
        return e instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() == String.class
                && (path.size() == 2 || path.get(path.size() - 1).getFieldName() == null);
    }

    private static String where(List<Reference> path) {
        StringBuilder where = new StringBuilder();
        for (Reference step : path) {
            if (step.getFieldName() == null) {
                where.append('[').append(step.getIndex()).append(']');
            } else {
                where.append(where.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return where.toString();
    }

    private static String complaint(JsonMappingException e) {
        if (e instanceof JsonText.Unreadable) {
            return e.getOriginalMessage();
        }
        if (isOutOfRange(e)) {
            return A_WHOLE_NUMBER;
        }
        if (!(e instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
            return "can't be read";
        }
        Class<?> wanted = mismatch.getTargetType();
        if (wanted == String.class) {
            return "must be a string";
        }
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "must be true or false";
        }
        if (wanted == Double.class) {
            return "must be a number";
        }
        if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) {
            return A_WHOLE_NUMBER;
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
