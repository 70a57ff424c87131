package dev.intermute.client;

import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;

/** Makes calls, and makes them again where that is safe. */
final class Transport {
    private final HttpClient http;
    private final URI service;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final RetryPolicy retry;
    private final Pause pause;
    private final RandomGenerator random = RandomGenerator.getDefault();
    /** Shared with those that were made of this one. */
    private final AtomicBoolean closed;

    /** How somebody waits: a seam for tests. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    Transport(
            HttpClient http,
            URI service,
            Map<String, String> headers,
            Duration timeout,
            RetryPolicy retry,
            Pause pause) {
        this(http, service, headers, timeout, retry, pause, new AtomicBoolean());
    }

    private Transport(
            HttpClient http,
            URI service,
            Map<String, String> headers,
            Duration timeout,
            RetryPolicy retry,
            Pause pause,
            AtomicBoolean closed) {
        this.http = http;
        this.service = service;
        this.headers = headers;
        this.timeout = timeout;
        this.retry = retry;
        this.pause = pause;
        this.closed = closed;
    }

    /** The same, with further headers on every request. */
    Transport with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Transport(http, service, all, timeout, retry, pause, closed);
    }

    /** Has no more be sent: what was the address of a relay may be anybody's by now, and each request carries secrets. */
    void close() {
        closed.set(true);
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw new IllegalStateException("this client is closed; open another one");
        }
    }

    RetryPolicy retry() {
        return retry;
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * Makes a call.
     *
     * @throws IntermuteException if it failed, and can't be made again, or failed too often
     */
    Answer send(Call call) {
        boolean doubt = false;
        for (int failed = 1; ; failed++) {
            try {
                return attempt(call);
            } catch (IntermuteException e) {
                Optional<Duration> wait =
                        mayRepeat(call, e) ? retry.pauseAfter(failed, e.retryAfter(), random) : Optional.empty();
                if (wait.isEmpty()) {
                    throw doubt ? e.afterDoubt() : e;
                }
                doubt |= !e.code().nothingDone();
                sleep(wait.get());
            }
        }
    }

    private static boolean mayRepeat(Call call, IntermuteException failure) {
        return failure.code().nothingDone()
                || call.repeatable() && failure.code().passing();
    }

    private void sleep(Duration duration) {
        try {
            pause.of(duration);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Begins to open a socket. */
    CompletableFuture<WebSocket> socket(String path, WebSocket.Listener listener) {
        refuseIfClosed();
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(timeout);
        headers.forEach(builder::header);
        return builder.buildAsync(URI.create(service.toString().replaceFirst("(?i)^http", "ws") + path), listener);
    }

    private Answer attempt(Call call) {
        refuseIfClosed();
        Duration patience = timeout.plus(call.extraTime());
        CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(request(call), BodyHandlers.ofByteArray());
        try {
            return Answer.of(sent.get(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw timedOut(patience, e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), patience);
        }
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + call.path()));
        headers.forEach(request::setHeader);
        request.setHeader("Accept", "application/json");
        call.body().ifPresent(body -> request.setHeader("Content-Type", "application/json"));
        return request.method(
                        call.method(),
                        call.body()
                                .map(body -> HttpRequest.BodyPublishers.ofByteArray(Wire.bytes(body)))
                                .orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
    }

    IntermuteException failure(Throwable cause, Duration patience) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return IntermuteException.local(
                    ErrorCode.UNREACHABLE,
                    "nobody listens at " + service + "; start the service, or give another address",
                    cause);
        }
        if (cause instanceof HttpTimeoutException) {
            return timedOut(patience, cause);
        }
        if (isOfAnotherProtocol(cause)) {
            return IntermuteException.local(
                    ErrorCode.UNINTELLIGIBLE,
                    "what listens at " + service + " doesn't speak as it should (" + cause.getMessage()
                            + "); is it the right address, and http or https right?",
                    cause);
        }
        return IntermuteException.local(
                ErrorCode.CONNECTION_LOST,
                "the connection to " + service + " broke before the answer was there: " + cause.getMessage(),
                cause);
    }

    /** No HTTP, or no TLS that can be trusted. TLS that ends in the middle is a connection like any other that breaks. */
    private static boolean isOfAnotherProtocol(Throwable cause) {
        return cause instanceof ProtocolException
                || cause instanceof SSLException
                        && (cause.getCause() == null || cause.getCause() instanceof GeneralSecurityException);
    }

    private IntermuteException timedOut(Duration patience, Throwable cause) {
        return IntermuteException.local(
                ErrorCode.TIMEOUT,
                service + " didn't answer within " + patience.toMillis() + " ms; ask again, or give it more time",
                cause);
    }

    static IntermuteException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return IntermuteException.local(ErrorCode.INTERRUPTED, "the thread was interrupted while it waited", cause);
    }
}
