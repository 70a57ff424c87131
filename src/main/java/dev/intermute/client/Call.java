package dev.intermute.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One call of the service, as it will be sent.
 *
 * @param path with its query, encoded
 * @param body what is sent as JSON, if anything
 * @param repeatable whether it is the same however often it arrives
 * @param extraTime what the service may take for it beyond the time of an ordinary call
 */
record Call(String method, String path, Optional<Object> body, boolean repeatable, Duration extraTime) {

    /** A read. */
    static Call get(String template, String... parts) {
        return new Call("GET", path(template, parts), Optional.empty(), true, Duration.ZERO);
    }

    /** A call that changes something, each time that it arrives. */
    static Call once(String method, String template, String... parts) {
        return new Call(method, path(template, parts), Optional.empty(), false, Duration.ZERO);
    }

    /** A call that changes something, and nothing more when it arrives again. */
    static Call repeatable(String method, String template, String... parts) {
        return new Call(method, path(template, parts), Optional.empty(), true, Duration.ZERO);
    }

    Call with(Object content) {
        return new Call(method, path, Optional.of(content), repeatable, extraTime);
    }

    Call taking(Duration longer) {
        return new Call(method, path, body, repeatable, longer);
    }

    /** With a parameter; an empty value is none. */
    Call query(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        String parameter = (path.indexOf('?') < 0 ? "?" : "&") + encode(name) + "=" + encode(value);
        return new Call(method, path + parameter, body, repeatable, extraTime);
    }

    /**
     * With a parameter that must say something.
     *
     * @throws IllegalArgumentException if it is blank: without it the call would ask for more
     */
    Call given(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a " + name + " is empty; this call must say which");
        }
        return query(name, value);
    }

    Call query(String name, long value) {
        return query(name, Long.toString(value));
    }

    /** With what says which page, under the name that the route has for the position. */
    Call query(Page page, String position) {
        Call paged = page.after() == 0 ? this : query(position, page.after());
        return page.limit() == 0 ? paged : paged.query("limit", page.limit());
    }

    /** Each {@code {}} is a part, whatever is in it. */
    private static String path(String template, String... parts) {
        String path = template;
        for (String part : parts) {
            if (part.isBlank()) {
                throw new IllegalArgumentException("an id or a name is empty; this call must say which");
            }
            path = path.replaceFirst("\\{}", encode(part));
        }
        return path;
    }

    private static String encode(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a text with half a character (a lone surrogate) can't be sent");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
