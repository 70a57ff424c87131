package dev.intermute.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One look at a service's {@code /health}, with a bound on the whole of it: a server that sends a byte now and then is none
 * that answers. Through no proxy, for whoever asks how the service does doesn't mean a proxy.
 *
 * @param service its address, without the route
 * @param patience how long all of it may take
 */
record HealthProbe(URI service, Duration patience) {
    /** Shorter than what container engines give by default (30 s), and longer than the service takes to find out (0.5 s). */
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** What we say of ourselves is far shorter. */
    private static final int MAX_BYTES = 65_536;

    static HealthProbe of(URI service) {
        return new HealthProbe(service, PATIENCE);
    }

    /** Asks once. Fails never: what goes wrong is a finding. */
    Finding ask() {
        FutureTask<Finding> question = new FutureTask<>(this::answer);
        Thread asker = new Thread(question, "health");
        // It may hang on a server that doesn't end; the process doesn't wait for it.
        asker.setDaemon(true);
        asker.start();
        try {
            return question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Finding.silent(patience);
        } catch (ExecutionException e) {
            return Finding.unwell(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.unwell("wasn't asked to the end: interrupted");
        }
    }

    private Finding answer() throws IOException {
        HttpURLConnection http =
                (HttpURLConnection) URI.create(service + "/health").toURL().openConnection(Proxy.NO_PROXY);
        http.setInstanceFollowRedirects(false);
        int code = http.getResponseCode();
        JsonNode body = body(code < HttpURLConnection.HTTP_BAD_REQUEST ? http.getInputStream() : http.getErrorStream());
        String status = body.path("status").asText();
        if (code == HttpURLConnection.HTTP_OK && status.equals("ok")) {
            return Finding.WELL;
        }
        if (code == HttpURLConnection.HTTP_UNAVAILABLE) {
            String why = body.path("message").asText();
            return Finding.unwell("is not well: " + (why.isEmpty() ? "it says no more than 503" : why));
        }
        return Finding.unwell("answers " + code + ", but not as this service does; is it the right address?");
    }

    /** Without a body, or with one that is no JSON, there is nothing in it. */
    private static JsonNode body(InputStream stream) throws IOException {
        if (stream == null) {
            return MissingNode.getInstance();
        }
        try (stream) {
            return new ObjectMapper().readTree(stream.readNBytes(MAX_BYTES));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String reason(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "can't be asked: no such host; correct the address";
        }
        if (failure instanceof ConnectException) {
            return "can't be reached: " + failure.getMessage()
                    + "; start it with 'intermute serve', or name another address with --url";
        }
        return "doesn't answer as it should: " + failure.getMessage() + "; is it the right address?";
    }
}
