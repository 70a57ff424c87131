package dev.intermute.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Encodes requests of HTTP/1.1 to one server. */
final class RequestBytes {
    private final String host;

    RequestBytes(URI server) {
        this.host = server.getHost() + ":" + server.getPort();
    }

    byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @param json the body; empty for none */
    byte[] post(String path, String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        String type = json.isEmpty() ? "" : "\r\nContent-Type: application/json";
        return ("POST " + path + " HTTP/1.1\r\nHost: " + host + type + "\r\nContent-Length: " + length + "\r\n\r\n"
                        + json)
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] delete(String path) {
        return ("DELETE " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Opens a WebSocket; the key is that of the example in RFC 6455, section 1.3. */
    byte[] upgrade(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\nConnection: Upgrade"
                        + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
