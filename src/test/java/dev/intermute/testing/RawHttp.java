package dev.intermute.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;

/** A request as bytes on a socket, for what an HTTP client would not send: odd hosts, paths, lengths and encodings. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final String requestLine;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] body = {};

    private RawHttp(String requestLine) {
        this.requestLine = requestLine;
        headers.put("Host", "localhost:" + RestAssured.port);
        headers.put("Connection", "close");
    }

    /** A GET of a path that is percent-encoded already, or isn't on purpose. */
    public static RawHttp get(String path) {
        return new RawHttp("GET " + path + " HTTP/1.1");
    }

    /** A POST, without a content type. */
    public static RawHttp post(String path) {
        return new RawHttp("POST " + path + " HTTP/1.1");
    }

    /** Any first line. */
    public static RawHttp line(String requestLine) {
        return new RawHttp(requestLine);
    }

    /** A text as one segment of a path, with everything escaped that may be. */
    public static String segment(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-';
            escaped.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
        }
        return escaped.toString();
    }

    /** Sets a header; {@code null} leaves it out. */
    public RawHttp header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** Sets a header that comes in two lines. */
    public RawHttp twice(String name, String first, String second) {
        return header(name, first + "\r\n" + name + ": " + second);
    }

    /** A body whose length is announced. */
    public RawHttp body(byte[] bytes) {
        body = bytes;
        return header("Content-Length", Integer.toString(bytes.length));
    }

    /** A body whose length is announced. */
    public RawHttp body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body in chunks, whose length isn't announced. */
    public RawHttp chunked(byte[] bytes) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += CHUNK_BYTES) {
            int length = Math.min(CHUNK_BYTES, bytes.length - from);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(bytes, from, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body = chunks.toByteArray();
        return header("Transfer-Encoding", "chunked");
    }

    /** Sends it and reads the answer to its end. */
    public Answer send() {
        StringBuilder head = new StringBuilder(requestLine).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(socket.getOutputStream(), head.toString().getBytes(StandardCharsets.UTF_8));
            write(socket.getOutputStream(), body);
            return Answer.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that has answered already may stop listening; what it said is still there to be read. */
    private static void write(OutputStream out, byte[] bytes) throws IOException {
        try {
            out.write(bytes);
            out.flush();
        } catch (SocketException refused) {
            assertThat(refused).hasMessageMatching("(?i).*(broken pipe|connection reset).*");
        }
    }

    /**
     * What came back.
     *
     * @param headers by name in lower case
     */
    public record Answer(int status, Map<String, String> headers, String body) {
        static Answer parse(String text) {
            int end = text.indexOf("\r\n\r\n");
            assertThat(end).as("an HTTP answer: " + text).isPositive();
            String[] lines = text.substring(0, end).split("\r\n");
            Map<String, String> headers = new LinkedHashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
            return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
        }

        /** The content. */
        public JsonPath json() {
            return new JsonPath(body);
        }

        /** Checks that this is an error, in the one shape that errors have. */
        public JsonPath refused(int expected, String error) {
            assertThat(status).as(body).isEqualTo(expected);
            assertThat(headers.get("content-type")).startsWith("application/json");
            assertThat(json().getString("error")).isEqualTo(error);
            assertThat(json().getString("message")).isNotBlank();
            return json();
        }
    }
}
