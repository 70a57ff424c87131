package dev.intermute.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's side of a WebSocket (RFC 6455) as bytes on a socket, for what no WebSocket client would send and for what
 * none would show. One thread may read while another writes.
 */
public final class RawWebSocket implements AutoCloseable {
    /** Far more than anything takes that comes at all. */
    static final int PATIENCE_MILLIS = 30_000;

    /** The code of an end without a close frame, as RFC 6455, section 7.1.5, says. */
    public static final int ABNORMAL = 1006;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final InputStream in;
    private final Map<String, String> headers;
    private Closed end;

    RawWebSocket(Socket socket, InputStream in, Map<String, String> headers) {
        this.socket = socket;
        this.in = in;
        this.headers = headers;
    }

    /** The headers of the answer that opened it, by name in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Sends frames, in one go. */
    public RawWebSocket send(RawFrame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (RawFrame frame : frames) {
            bytes.writeBytes(frame.bytes());
        }
        return write(bytes.toByteArray());
    }

    /** Sends a message of text. */
    public RawWebSocket send(String text) {
        return send(RawFrame.text(text));
    }

    /** Sends any bytes, undivided by what another thread sends. */
    public RawWebSocket write(byte[] bytes) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(bytes);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame of any kind; nothing where the server has ended the connection. */
    public Optional<RawFrame> read() {
        try {
            return RawFrame.read(in);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came within " + PATIENCE_MILLIS + " ms", e);
        } catch (SocketException cut) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame of any kind. */
    public RawFrame next() {
        return read().orElseThrow(() -> new AssertionError("the server has ended the connection"));
    }

    /** The next frame, which must be a pong; pings before it are answered. */
    public RawFrame pong() {
        RawFrame frame = next();
        while (frame.opcode() == RawFrame.PING) {
            answer(frame);
            frame = next();
        }
        assertThat(frame.opcode()).as(frame.toString()).isEqualTo(RawFrame.PONG);
        return frame;
    }

    /** Answers a ping. */
    public RawWebSocket answer(RawFrame ping) {
        return send(RawFrame.of(RawFrame.PONG, ping.payload()));
    }

    /** The next message, which must be text, put together from its parts; pings before it are answered. */
    public String text() {
        return message().orElseThrow(() -> new AssertionError("instead of a message came the end: " + end));
    }

    /** The next message, as {@link #text()}; nothing where the server has closed, which {@link #closed()} then tells of. */
    Optional<String> message() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (Optional<RawFrame> next = read(); next.isPresent(); next = read()) {
            RawFrame frame = next.get();
            assertThat(frame.masked()).as("masked by the server").isFalse();
            assertThat(frame.reserved()).as("reserved bits").isZero();
            switch (frame.opcode()) {
                case RawFrame.PING -> answer(frame);
                case RawFrame.PONG -> {}
                case RawFrame.CLOSE -> {
                    end = new Closed(frame.closeCode(), frame.closeReason());
                    return Optional.empty();
                }
                case RawFrame.TEXT, RawFrame.CONTINUATION -> {
                    whole.writeBytes(frame.payload());
                    if (frame.fin()) {
                        return Optional.of(whole.toString(StandardCharsets.UTF_8));
                    }
                }
                default -> throw new AssertionError("instead of a text came a " + frame);
            }
        }
        end = new Closed(ABNORMAL, "");
        return Optional.empty();
    }

    /** The next message, which must be a JSON object; pings before it are answered. */
    public JsonNode json() {
        return parse(text());
    }

    /** The next so many messages. */
    public List<JsonNode> json(int count) {
        List<JsonNode> messages = new ArrayList<>(count);
        while (messages.size() < count) {
            messages.add(json());
        }
        return messages;
    }

    /** All messages until the server closes, which {@link #closed()} then tells of. */
    public List<JsonNode> jsonUntilClosed() {
        List<JsonNode> messages = new ArrayList<>();
        for (Optional<String> text = message(); text.isPresent(); text = message()) {
            messages.add(parse(text.get()));
        }
        return messages;
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            assertThat(json.isObject()).as(text).isTrue();
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Reads on, whatever comes, until the server closes; answers the close, and waits for the end of the connection. */
    public Closed closed() {
        while (end == null) {
            Optional<RawFrame> frame = read();
            if (frame.isEmpty()) {
                end = new Closed(ABNORMAL, "");
            } else if (frame.get().opcode() == RawFrame.CLOSE) {
                end = new Closed(frame.get().closeCode(), frame.get().closeReason());
            }
        }
        if (end.code() != ABNORMAL) {
            answerClose(end);
            assertThat(read()).as("after the close").isEmpty();
        }
        return end;
    }

    private void answerClose(Closed closed) {
        try {
            send(RawFrame.close(closed.code(), ""));
        } catch (UncheckedIOException gone) {
            // The server need not wait for the answer.
            assertThat(gone).hasCauseInstanceOf(SocketException.class);
        }
    }

    /** Says goodbye, and waits until the server has said so too. */
    public void leave() {
        send(RawFrame.close(1000, ""));
        assertThat(closed().code()).isEqualTo(1000);
        close();
    }

    /** Cuts the connection with a reset, as a process that is killed with unread bytes does. */
    public void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the connection without a close frame. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the server closed. */
    public record Closed(int code, String reason) {}
}
