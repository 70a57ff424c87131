package dev.intermute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A small client for tests that make many requests, or many at once; it can be put before any server. */
public final class Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Far more than any answer takes: a test that waits this long has found something that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    /** @param base such as {@code http://127.0.0.1:7338} */
    public Client(String base) {
        this.base = base;
    }

    /** Asks for a path with these parameters. */
    public Answer get(String path, Map<String, ?> parameters) {
        return wait(send(HttpRequest.newBuilder(uri(path, parameters)).GET(), Map.of()));
    }

    /** Posts JSON, and waits for the answer. */
    public Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    /** Posts JSON with headers, and waits for the answer. */
    public Answer post(String path, Object body, Map<String, String> headers) {
        return wait(postAsync(path, body, headers));
    }

    /** Deletes, and waits for the answer. */
    public Answer delete(String path, Map<String, String> headers) {
        return wait(send(HttpRequest.newBuilder(uri(path, Map.of())).DELETE(), headers));
    }

    /** Posts JSON. */
    public CompletableFuture<Answer> postAsync(String path, Object body, Map<String, String> headers) {
        return sendAsync("POST", path, body, headers);
    }

    /** Puts JSON. */
    public CompletableFuture<Answer> putAsync(String path, Object body) {
        return sendAsync("PUT", path, body, Map.of());
    }

    private CompletableFuture<Answer> sendAsync(String method, String path, Object body, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri(path, Map.of()))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            return send(request, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        return http.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    private static Answer wait(CompletableFuture<Answer> answer) {
        return answer.join();
    }

    private URI uri(String path, Map<String, ?> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encode(String.valueOf(parameter.getValue())))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    }

    /** A text as it may stand in a path or a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * What came back.
     *
     * @param body the JSON; a missing node where there was none
     */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {
        private static Answer of(HttpResponse<String> response) {
            try {
                Map<String, String> headers = response.headers().map().entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                                header -> header.getValue().get(0)));
                return new Answer(response.statusCode(), JSON.readTree(response.body()), headers);
            } catch (IOException e) {
                throw new UncheckedIOException(response.body(), e);
            }
        }

        /** The text of a field, {@code null} where it is absent. */
        public String text(String field) {
            return body.path(field).asText(null);
        }

        /** The number in a field. */
        public long number(String field) {
            return body.path(field).asLong();
        }
    }
}
