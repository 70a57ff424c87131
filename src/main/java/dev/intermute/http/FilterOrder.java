package dev.intermute.http;

/** The order of the filters in front of every route; the higher one runs first. */
public final class FilterOrder {
    /** What is sent behind a request that isn't answered yet has to wait. */
    static final int PIPELINING = 500;
    /** Requests are counted, and refused while the service stops. */
    static final int STOP = 400;
    /** A page of another site gets no socket, whatever else it is or has. */
    public static final int ORIGIN = 350;
    /** Addresses that can't be decoded are refused. */
    static final int GUARD = 300;
    /** Who calls, and whether they may. */
    public static final int ACCESS = 200;
    /** Whether a request for a WebSocket becomes one. */
    public static final int UPGRADE = 160;
    /** What Quarkus itself serves takes its methods only. */
    static final int TOOLING = 150;
    /** The body is read, up to its limit: nobody who may not call can make the service hold a body. */
    static final int BODY = 100;

    private FilterOrder() {}
}
