package dev.intermute.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 connection, kept open. Plain, because a load generator shares the machine with what it measures, and an
 * HTTP client would cost as much as a send does.
 */
public final class PlainConnection implements AutoCloseable {
    private final Socket socket;
    private final String host;
    private final OutputStream out;
    private final InputStream in;
    private final StringBuilder line = new StringBuilder();

    /** @param base such as {@code http://127.0.0.1:7338} */
    public PlainConnection(String base) throws IOException {
        URI uri = URI.create(base);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setTcpNoDelay(true);
        host = uri.getHost() + ":" + uri.getPort();
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 4096);
    }

    /**
     * Posts JSON and waits for the answer, which must be 200.
     *
     * @return its body
     */
    public String post(String path, String body) throws IOException {
        write(request(path, body));
        Reply reply = read();
        if (reply.status() != 200) {
            throw new IOException(reply.status() + " " + reply.body());
        }
        return reply.body();
    }

    /** The bytes of a request that posts JSON. */
    public byte[] request(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        byte[] request = new byte[head.length() + bytes.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, request, 0, head.length());
        System.arraycopy(bytes, 0, request, head.length(), bytes.length);
        return request;
    }

    /** The bytes of a request without a body. */
    public byte[] request(String methodAndPath) {
        return (methodAndPath + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends a request, or a part of one. */
    public void write(byte... bytes) throws IOException {
        out.write(bytes);
    }

    /** Waits for an answer; one that breaks off is none. */
    public Reply read() throws IOException {
        int status = Integer.parseInt(readLine().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        boolean retryAfter = false;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            chunked |= header.equalsIgnoreCase("transfer-encoding: chunked");
            retryAfter |= header.regionMatches(true, 0, "retry-after:", 0, 12);
        }
        byte[] body = chunked ? readChunks() : readExactly(length);
        return new Reply(status, new String(body, StandardCharsets.UTF_8), retryAfter);
    }

    /** A body that didn't fit the server's buffer comes in pieces, up to an empty one. */
    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(readLine(), 16);
            body.write(readExactly(size));
            readLine();
        } while (size > 0);
        return body.toByteArray();
    }

    private byte[] readExactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw closed();
        }
        return bytes;
    }

    /**
     * What came back.
     *
     * @param retryAfter whether it says when to come again
     */
    public record Reply(int status, String body, boolean retryAfter) {}

    /** Cuts the connection with a reset, as a process that is killed with unread bytes does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private String readLine() throws IOException {
        line.setLength(0);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw closed();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static IOException closed() {
        return new IOException("the server closed the connection");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
