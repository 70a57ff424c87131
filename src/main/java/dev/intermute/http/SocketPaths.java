package dev.intermute.http;

/** Tells the addresses of WebSockets from those of everything else. */
public final class SocketPaths {
    /** What the path of each begins with. */
    public static final String ROOT = "/ws/";

    private SocketPaths() {}

    /** Whether a path is that of a WebSocket. */
    public static boolean isSocket(String path) {
        return path.startsWith(ROOT);
    }
}
