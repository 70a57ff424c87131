package dev.intermute.bench;

/** Whoever sends on a connection, and is told what came of each request. Used by one thread. */
interface Caller {
    /** The last request was answered with success; the connection is free. */
    void succeeded(HttpConnection connection, long latency, long now);

    /** The last request was refused, or never answered; the connection is free. */
    void failed(HttpConnection connection, String why);

    /** The connection broke while nothing was asked. */
    void failedBetweenRequests(String why);
}
