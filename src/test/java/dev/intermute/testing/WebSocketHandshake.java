package dev.intermute.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

import static org.assertj.core.api.Assertions.assertThat;

/** The request that opens a WebSocket, with whatever a test changes of it. */
public final class WebSocketHandshake {
    /** The key of the example in RFC 6455, section 1.3. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final int port;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String method = "GET";
    private String version = "HTTP/1.1";
    private byte[] behind = {};
    private int receiveBufferBytes;

    private WebSocketHandshake(int port, String path) {
        this.port = port;
        this.path = path;
        headers.put("Host", "localhost:" + port);
        headers.put("Connection", "Upgrade");
        headers.put("Upgrade", "websocket");
        headers.put("Sec-WebSocket-Version", "13");
        headers.put("Sec-WebSocket-Key", KEY);
    }

    /** To the server that the tests of this run share; the path is percent-encoded already. */
    public static WebSocketHandshake to(String path) {
        return new WebSocketHandshake(RestAssured.port, path);
    }

    /** To a server of the test's own. */
    public static WebSocketHandshake to(String server, String path) {
        return new WebSocketHandshake(URI.create(server).getPort(), path);
    }

    /** With another method. */
    public WebSocketHandshake method(String name) {
        method = name;
        return this;
    }

    /** In another version of HTTP. */
    public WebSocketHandshake version(String name) {
        version = name;
        return this;
    }

    /** With a body; the headers that announce it are the test's. */
    public WebSocketHandshake body(String text) {
        behind = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** With so much room in the kernel for what isn't read. */
    public WebSocketHandshake receiveBuffer(int bytes) {
        receiveBufferBytes = bytes;
        return this;
    }

    /** With frames right behind it, for which no client may hope. */
    public WebSocketHandshake frames(RawFrame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (RawFrame frame : frames) {
            bytes.writeBytes(frame.bytes());
        }
        behind = bytes.toByteArray();
        return this;
    }

    /** Sets a header; {@code null} leaves it out. */
    public WebSocketHandshake header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** Sets a header that comes in two lines. */
    public WebSocketHandshake twice(String name, String first, String second) {
        return header(name, first + "\r\n" + name + ": " + second);
    }

    /** From elsewhere: a proxy's header makes it so. */
    public WebSocketHandshake remote() {
        return header("X-Forwarded-For", "192.0.2.7");
    }

    /** With a key. */
    public WebSocketHandshake key(String key) {
        return header("Authorization", "Bearer " + key);
    }

    /** Without what makes it an opening of a WebSocket. */
    public WebSocketHandshake plain() {
        return header("Connection", null)
                .header("Upgrade", null)
                .header("Sec-WebSocket-Version", null)
                .header("Sec-WebSocket-Key", null);
    }

    /** What goes over the wire. */
    public byte[] bytes() {
        StringBuilder head = new StringBuilder(method + " " + path + " " + version + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(behind);
        return bytes.toByteArray();
    }

    /** A connection on which nothing has been sent. */
    public Socket connect() throws IOException {
        Socket socket = new Socket();
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(RawWebSocket.PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /**
     * Opens it, which must succeed.
     *
     * @throws UncheckedIOException if nobody answers, or only that it can't be now (503)
     */
    public RawWebSocket open() {
        try {
            Socket socket = connect();
            socket.getOutputStream().write(bytes());
            InputStream in = new BufferedInputStream(socket.getInputStream());
            RawHttp.Answer answer = answer(in);
            if (answer.status() == 503) {
                throw new ConnectException(answer.body());
            }
            assertThat(answer.status()).as(answer.body()).isEqualTo(101);
            assertThat(answer.headers()).containsEntry("sec-websocket-accept", accept());
            return new RawWebSocket(socket, in, answer.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it and gives the answer, whatever that is. */
    public RawHttp.Answer answer() {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes());
            return answer(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends it, and checks that the answer is this error, in the one shape that errors have. */
    public JsonPath refused(int status, String error) {
        return answer().refused(status, error);
    }

    /** Sends it, and checks that the answer is 400 {@code invalid_request} because of this field. */
    public void invalid(String field) {
        assertThat(refused(400, "invalid_request").getString("field")).isEqualTo(field);
    }

    private static RawHttp.Answer answer(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the end of the head of an answer: " + bytes);
            }
            bytes.write(next);
        }
        RawHttp.Answer head = RawHttp.Answer.parse(bytes.toString(StandardCharsets.UTF_8));
        if (head.status() == 101) {
            return head;
        }
        String length = head.headers().get("content-length");
        bytes.writeBytes(length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)));
        return RawHttp.Answer.parse(bytes.toString(StandardCharsets.UTF_8));
    }

    private String accept() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((headers.get("Sec-WebSocket-Key") + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
