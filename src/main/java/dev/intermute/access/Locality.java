package dev.intermute.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;

/**
 * Tells whether a request comes from this machine and means to: its peer is loopback or the Unix socket, no proxy
 * stands between, and no web page of another site sent it (the rules on {@code Host} and {@code Origin} stop DNS
 * rebinding).
 */
@ApplicationScoped
class Locality {
    private static final Pattern LOOPBACK_NAME =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[?::1]?");

    private final UnixSocketRelay relay;

    Locality(UnixSocketRelay relay) {
        this.relay = relay;
    }

    boolean isLocal(HttpServerRequest request) {
        boolean socket = relay.relays(request.remoteAddress());
        if (!socket && !isLoopback(request.remoteAddress())) {
            return false;
        }
        HostAndPort host = host(request);
        return (socket || (host != null && isLoopbackName(host.host())))
                && !isForwarded(request.headers())
                && isOwnOrigin(request.headers().getAll("Origin"), host)
                && request.headers().getAll("Sec-Fetch-Site").stream()
                        .noneMatch(site -> site.strip().equalsIgnoreCase("cross-site"));
    }

    /** Whether the request comes from no web page, or from one of this host. */
    static boolean hasOwnOrigin(HttpServerRequest request) {
        return isOwnOrigin(request.headers().getAll("Origin"), host(request));
    }

    private static boolean isLoopback(SocketAddress peer) {
        if (peer == null || peer.hostAddress() == null) {
            return false;
        }
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(peer.hostAddress());
        return address != null && address.isLoopbackAddress();
    }

    /**
     * The host that the request is for, or {@code null} where it names none, or more than one. A whole URI in the first
     * line counts, and not {@code Host} (RFC 9112, section 3.2.2).
     */
    private static HostAndPort host(HttpServerRequest request) {
        if (!request.uri().startsWith("/") && !request.uri().equals("*")) {
            return hostOf(request.uri());
        }
        return request.headers().getAll("Host").size() > 1 ? null : request.authority();
    }

    static HostAndPort hostOf(String absoluteUri) {
        try {
            URI uri = new URI(absoluteUri);
            return isWeb(uri) ? HostAndPort.create(uri.getHost(), uri.getPort()) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Whether it is an address as browsers ask for it, without a user's name in front of its host. */
    private static boolean isWeb(URI uri) {
        return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null;
    }

    static boolean isLoopbackName(String host) {
        return LOOPBACK_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isForwarded(MultiMap headers) {
        return headers.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name ->
                        name.equals("forwarded") || name.equals("x-real-ip") || name.startsWith("x-forwarded-"));
    }

    static boolean isOwnOrigin(List<String> origins, HostAndPort host) {
        if (origins.isEmpty()) {
            return true;
        }
        if (origins.size() > 1 || host == null) {
            return false;
        }
        try {
            URI origin = new URI(origins.get(0));
            if (!isWeb(origin)) {
                return false;
            }
            int standardPort = origin.getScheme().equalsIgnoreCase("https") ? 443 : 80;
            return bare(origin.getHost()).equalsIgnoreCase(bare(host.host()))
                    && port(origin.getPort(), standardPort) == port(host.port(), standardPort);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static int port(int given, int standard) {
        return given > 0 ? given : standard;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
