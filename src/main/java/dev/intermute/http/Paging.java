package dev.intermute.http;

import java.util.Optional;

import jakarta.ws.rs.core.Response;

/** What every list shares: its parameters, its bounds, and how it tells where its next page begins. */
public final class Paging {
    /** The most entries that one page holds; a larger {@code limit} is cut to it. */
    public static final int MAX_LIMIT = 1000;
    /** The entries of a page without a {@code limit}. */
    public static final int DEFAULT_LIMIT = 100;
    /** The entries of a list that isn't paged by log position, where no {@code limit} is given. */
    public static final int WHOLE = 10_000;
    /** The header with the position of its next page, which no list has that is paged by log position. */
    public static final String NEXT_CURSOR = "X-Next-Cursor";
    /** The size at which a page ends early, in bytes of JSON; it never ends before its first entry. */
    public static final long MAX_PAGE_BYTES = 8L * 1024 * 1024;
    /** The same for people to read. */
    public static final long MAX_PAGE_MIB = MAX_PAGE_BYTES / (1024 * 1024);

    private Paging() {}

    /**
     * The {@code limit} parameter: how many entries at most.
     *
     * @param text the parameter, or {@code null}
     * @param whenAbsent the limit without one
     * @throws ApiException {@code invalid_request} if it is no whole number or below 1
     */
    public static int limit(String text, int whenAbsent) {
        if (Text.given(text).isEmpty()) {
            return whenAbsent;
        }
        long limit = wholeNumber("limit", text.strip(), true);
        if (limit < 1) {
            throw ApiException.invalid("limit", "Parameter limit must be 1 or more.");
        }
        return (int) Math.min(limit, MAX_LIMIT);
    }

    /** The error of a {@code cursor} that is no position of a list. */
    public static ApiException noPosition() {
        return ApiException.invalid("cursor", "Parameter cursor must be the " + NEXT_CURSOR + " of an earlier page.");
    }

    /** An answer with a page, and with the position of the next, if there is one. */
    public static Response answer(Object page, Optional<String> next) {
        return Response.ok(page).header(NEXT_CURSOR, next.orElse(null)).build();
    }

    /**
     * A position in the log.
     *
     * @param name the parameter's name
     * @param text the parameter, or {@code null}
     * @return the position, 0 without one
     * @throws ApiException {@code invalid_request} if it is no whole number or below 0
     */
    public static long cursor(String name, String text) {
        if (Text.given(text).isEmpty()) {
            return 0;
        }
        long cursor = wholeNumber(name, text.strip(), false);
        if (cursor < 0) {
            throw ApiException.invalid(name, "Parameter " + name + " must be 0 or more.");
        }
        return cursor;
    }

    /**
     * A parameter that is a whole number.
     *
     * @param saturate whether digits beyond 64 bits mean the largest number instead of an error
     * @throws ApiException {@code invalid_request} if it is none
     */
    public static long wholeNumber(String name, String text, boolean saturate) {
        // Java would take the digits of every script.
        boolean digits = text.matches("[+-]?[0-9]+");
        try {
            if (digits) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException tooLarge) {
            if (saturate && !text.startsWith("-")) {
                return Long.MAX_VALUE;
            }
        }
        throw ApiException.invalid(name, "Parameter " + name + " must be a whole number.");
    }
}
