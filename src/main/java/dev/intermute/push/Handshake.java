package dev.intermute.push;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/** What the request for a WebSocket must be like (RFC 6455, section 4.2.1). */
final class Handshake {
    private static final String VERSION = "13";
    private static final int NONCE_BYTES = 16;
    /** With its padding, which Java's decoder doesn't ask for. */
    private static final int NONCE_CHARACTERS = 24;

    private Handshake() {}

    /** @throws ApiException if the request is none for a WebSocket, with headers that say what would be */
    static void check(RoutingContext routing) {
        if (!routing.request().method().equals(HttpMethod.GET)) {
            routing.response().putHeader(HttpHeaders.ALLOW, "GET");
            throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED, "This route doesn't take that method; it takes GET.");
        }
        if (routing.request().version() != HttpVersion.HTTP_1_1) {
            throw ApiException.invalid("HTTP version", "A WebSocket needs HTTP/1.1.");
        }
        MultiMap headers = routing.request().headers();
        if (!has(headers, "Upgrade", "websocket") || !has(headers, "Connection", "upgrade")) {
            routing.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade");
            throw new ApiException(ErrorCode.UPGRADE_REQUIRED, "This route is a WebSocket; connect to it with ws://.");
        }
        if (!VERSION.equals(headers.get("Sec-WebSocket-Version"))) {
            routing.response().putHeader("Upgrade", "websocket").putHeader("Sec-WebSocket-Version", VERSION);
            throw new ApiException(ErrorCode.UPGRADE_REQUIRED, "Connect with version 13 of the WebSocket protocol.");
        }
        List<String> keys = headers.getAll("Sec-WebSocket-Key");
        if (keys.size() != 1 || !isNonce(keys.get(0))) {
            throw ApiException.invalid("Sec-WebSocket-Key", "Sec-WebSocket-Key must be 16 bytes in Base64, once.");
        }
        if (hasBody(headers)) {
            throw ApiException.invalid("body", "A request for a WebSocket has no body; send frames after the upgrade.");
        }
        // Vert.x looks at the first of several headers, and refuses what it finds there in a shape of its own.
        headers.set("Upgrade", "websocket").set("Connection", "Upgrade");
    }

    private static boolean has(MultiMap headers, String name, String token) {
        return headers.getAll(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(one -> one.strip().equalsIgnoreCase(token));
    }

    private static boolean hasBody(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || !(length == null || length.strip().equals("0"));
    }

    private static boolean isNonce(String key) {
        try {
            return key.length() == NONCE_CHARACTERS && Base64.getDecoder().decode(key).length == NONCE_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
