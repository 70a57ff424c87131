package dev.intermute.client;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes what a client consists of, and the way in which it ends. */
final class ClientBuilder implements IntermuteClient.Builder {
    private static final int MAX_PORT = 65_535;
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final URI url;
    private final Optional<Path> socket;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String project = "";
    private Duration timeout = Duration.ofSeconds(10);
    private RetryPolicy retry = RetryPolicy.standard();

    ClientBuilder(URI url, Optional<Path> socket) {
        if (!isOfAService(url)) {
            throw new IllegalArgumentException(
                    "the address must be like http://127.0.0.1:7338 (a host's name has letters, digits, dots and hyphens)");
        }
        this.url = URI.create(url.toString().replaceAll("/+$", ""));
        this.socket = socket;
        headers.put("User-Agent", "intermute-client");
    }

    /** The JDK's HTTP client takes no other names of hosts than URI does, and a user's name and password would be lost. */
    private static boolean isOfAService(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        return http
                && url.getHost() != null
                && url.getPort() <= MAX_PORT
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    @Override
    public ClientBuilder project(String name) {
        project = Objects.requireNonNull(name, "project");
        return this;
    }

    @Override
    public ClientBuilder key(String key) {
        headers.put("Authorization", "Bearer " + HeaderText.checked("key", key));
        return this;
    }

    @Override
    public ClientBuilder timeout(Duration each) {
        if (each.isNegative() || each.isZero() || each.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("a timeout must be more than 0, and a day at most, not " + each);
        }
        timeout = each;
        return this;
    }

    @Override
    public ClientBuilder retry(RetryPolicy policy) {
        retry = Objects.requireNonNull(policy, "retry");
        return this;
    }

    @Override
    public IntermuteClient open() {
        HttpClient http = httpClient();
        Optional<UnixRelay> relay = socket.map(UnixRelay::start);
        Transport transport = new Transport(
                http,
                relay.map(UnixRelay::url).orElse(url),
                headers(relay),
                timeout,
                retry,
                duration -> Thread.sleep(duration.toMillis()));
        Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
        return new IntermuteClient(transport, project, subscriptions, () -> {
            // Before the transport, which else would fail one that is about to connect.
            subscriptions.forEach(Subscription::stop);
            transport.close();
            subscriptions.forEach(Subscription::close);
            relay.ifPresent(UnixRelay::close);
        });
    }

    private HttpClient httpClient() {
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT);
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            http.sslContext(new NoTls()).sslParameters(NoTls.parameters());
        }
        // What is for a socket of this machine is nothing for a proxy.
        socket.ifPresent(file -> http.proxy(HttpClient.Builder.NO_PROXY));
        try {
            return http.build();
        } catch (UncheckedIOException e) {
            throw IntermuteException.local(
                    ErrorCode.UNREACHABLE, "this machine has nothing left to connect with: " + e.getMessage(), e);
        }
    }

    private Map<String, String> headers(Optional<UnixRelay> relay) {
        Map<String, String> sent = new LinkedHashMap<>(headers);
        relay.ifPresent(started -> sent.put(UnixRelay.SECRET_HEADER, started.secret()));
        return Map.copyOf(sent);
    }
}
