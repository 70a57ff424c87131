package dev.intermute.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a command finds the service. */
public final class ServiceAddress {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String DEFAULT_PORT = "7338";
    /** Where a service listens that was told nothing. */
    public static final URI DEFAULT = URI.create("http://" + LOOPBACK + ":" + DEFAULT_PORT);

    private static final int MAX_PORT = 65_535;
    /** Names as containers have them may have a line below, which {@code URI} takes for no name of a host. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:[\\w.-]+|\\[[0-9a-fA-F:.%]+])(?::(\\d{1,5})?)?");
    /** May have a password in it. */
    private static final Pattern USER = Pattern.compile("//[^/]*@");
    /** Who listens on all addresses is found on this one. */
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

    private ServiceAddress() {}

    /**
     * Where a service with the same environment listens.
     *
     * @return nothing if the environment has neither host nor port
     * @throws IllegalArgumentException if it has one that can't be; the message names the variable and what to do
     */
    public static Optional<URI> ofListener(Map<String, String> environment) {
        for (Setting setting : List.of(Setting.HOST, Setting.PORT)) {
            setting.problemIn(environment).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
        Optional<String> givenHost = Setting.HOST.in(environment);
        Optional<String> givenPort = Setting.PORT.in(environment);
        if (givenHost.isEmpty() && givenPort.isEmpty()) {
            return Optional.empty();
        }
        String host = givenHost.orElse(LOOPBACK).strip();
        String port = givenPort.orElse(DEFAULT_PORT);
        return Optional.of(parse(
                "the environment's host",
                "http://" + (ALL_ADDRESSES.contains(host) ? LOOPBACK : inUri(host)) + ":" + port));
    }

    /**
     * An address as somebody writes it, without a slash at its end; a path is what stands before the service's own.
     *
     * @param where what is wrong when it is, in a message
     * @throws IllegalArgumentException if it is none
     */
    public static URI parse(String where, String address) {
        try {
            URI uri = new URI(address.strip().replaceAll("/+$", ""));
            if (!"http".equalsIgnoreCase(uri.getScheme())
                    || uri.getRawAuthority() == null
                    || !isHostAndPort(uri.getRawAuthority())
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw notAnAddress(where, address);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw notAnAddress(where, address);
        }
    }

    private static boolean isHostAndPort(String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return false;
        }
        int port = parts.group(1) == null ? 1 : Integer.parseInt(parts.group(1));
        return port > 0 && port <= MAX_PORT;
    }

    private static IllegalArgumentException notAnAddress(String where, String address) {
        String shown = USER.matcher(address).replaceFirst("//…@");
        return new IllegalArgumentException(where
                + " must be like http://127.0.0.1:7338: a host and the port that the service told when it started, no user, and"
                + " no https, for the service speaks no TLS, not '" + shown + "'");
    }

    private static String inUri(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
