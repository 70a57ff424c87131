package dev.intermute.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each request as the test says, whether that is HTTP or not, one connection a request; keeps what it was asked. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /**
     * What it does with a request.
     *
     * @param bytes what it writes
     * @param held whether it then says nothing more, but leaves the connection open
     */
    private record Reply(String bytes, boolean held) {}

    /**
     * What it was asked.
     *
     * @param line such as {@code GET /health HTTP/1.1}
     */
    public record Request(String line, Map<String, String> headers, String body) {
        /** The method and the path, without the query. */
        public String route() {
            return line.replaceFirst("(\\?.*)? HTTP/1.1$", "");
        }
    }

    /** Opens one at a port that is free. */
    public ScriptedServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** So far, in their order. */
    public List<Request> requests() {
        return requests;
    }

    /** Then answers with JSON. */
    public ScriptedServer then(int status, String json, String... headers) {
        StringBuilder head = new StringBuilder("Content-Type: application/json\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return thenBytes("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n" + head + "Content-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
    }

    /** Then answers with an error as the service does. */
    public ScriptedServer thenError(int status, String code, String... headers) {
        return then(status, "{\"error\":\"" + code + "\",\"message\":\"Do something else.\"}", headers);
    }

    /** Then writes this, and closes the connection. */
    public ScriptedServer thenBytes(String bytes) {
        replies.add(new Reply(bytes, false));
        return this;
    }

    /** Then writes this, and nothing more. */
    public ScriptedServer thenHolds(String bytes) {
        replies.add(new Reply(bytes, true));
        return this;
    }

    /** Then closes the connection without a word. */
    public ScriptedServer thenCuts() {
        return thenBytes("");
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                answer(socket);
            } catch (IOException e) {
                // Closed by the test, or by the client, which the test looks at.
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String line = in.readLine();
        if (line == null) {
            socket.close();
            return;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
            headers.put(header.replaceFirst(":.*", ""), header.replaceFirst("[^:]*: *", ""));
        }
        char[] body = new char[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
        int read = 0;
        while (read < body.length) {
            read += in.read(body, read, body.length - read);
        }
        requests.add(new Request(line, headers, new String(body)));
        // The JDK's client by itself repeats a read whose connection was closed without a word.
        Reply reply = Optional.ofNullable(replies.poll()).orElse(new Reply("", false));
        socket.getOutputStream().write(reply.bytes().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        if (!reply.held()) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
