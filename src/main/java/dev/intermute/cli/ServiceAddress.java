package dev.intermute.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a command finds the service. */
final class ServiceAddress {
    private static final String VARIABLE = "INTERMUTE_URL";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String DEFAULT_PORT = "7338";
    private static final int MAX_PORT = 65_535;
    /** Who listens on all addresses is found on this one. */
    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");

    private ServiceAddress() {}

    /**
     * What the environment says: the address itself, or where a service with the same environment listens.
     *
     * @throws IllegalArgumentException if it says something that can't be; the message names the variable and what to do
     */
    static URI of(Map<String, String> environment) {
        String address = environment.get(VARIABLE);
        if (address != null && !address.isBlank()) {
            return parse("the environment variable " + VARIABLE, address);
        }
        for (Setting setting : List.of(Setting.HOST, Setting.PORT)) {
            setting.problemIn(environment).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
        String host = Setting.HOST.in(environment).orElse(LOOPBACK).strip();
        String port = Setting.PORT.in(environment).orElse(DEFAULT_PORT);
        return parse(
                "the environment's host",
                "http://" + (ALL_ADDRESSES.contains(host) ? LOOPBACK : inUri(host)) + ":" + port);
    }

    /**
     * An address as somebody writes it, without a slash at its end; a path is what stands before the service's own.
     *
     * @param where what is wrong when it is, in a message
     * @throws IllegalArgumentException if it is none
     */
    static URI parse(String where, String address) {
        try {
            URI uri = new URI(address.strip().replaceAll("/+$", ""));
            if (!"http".equalsIgnoreCase(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getPort() > MAX_PORT
                    || uri.getRawUserInfo() != null
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                throw notAnAddress(where, address);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw notAnAddress(where, address);
        }
    }

    private static IllegalArgumentException notAnAddress(String where, String address) {
        return new IllegalArgumentException(
                where + " must be like http://127.0.0.1:7338, without https, for the service " + "speaks no TLS, not '"
                        + address + "'");
    }

    private static String inUri(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
