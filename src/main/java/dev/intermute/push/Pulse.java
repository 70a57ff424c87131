package dev.intermute.push;

/**
 * Whether one socket is alive: it is pinged, it must not be silent for long, and it must take what it is sent; once it is
 * closed, its client must take that. Called by one thread.
 */
final class Pulse {
    private final Subscriber subscriber;
    private final Outlet outlet;

    private long pingedAt;
    private volatile boolean pingOnItsWay;
    private boolean closed;
    private long closedAt;

    Pulse(Subscriber subscriber, Outlet outlet, long now) {
        this.subscriber = subscriber;
        this.outlet = outlet;
        this.pingedAt = now;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Called every now and then while the connection stands. Lengths of time in nanoseconds. */
    void check(long now, long pingInterval, long silence) {
        if (subscriber.isClosed()) {
            cutOff(now, silence);
            return;
        }
        boolean silent = now - outlet.heardAt() > silence;
        boolean stuck = (pingOnItsWay && now - pingedAt > silence) || subscriber.isStuck(silence);
        if (stuck || (silent && subscriber.isBehind())) {
            subscriber.tooSlow();
        } else if (silent) {
            subscriber.close(CloseCode.POLICY, "silent for too long; answer pings");
        } else if (!pingOnItsWay && now - pingedAt >= pingInterval) {
            ping(now);
        }
    }

    /** A client that doesn't take the close frame, or doesn't answer it, would keep its connection for ever. */
    private void cutOff(long now, long silence) {
        if (!closed) {
            closed = true;
            closedAt = now;
        } else if (now - closedAt > silence) {
            outlet.abort();
        }
    }

    private void ping(long now) {
        pingedAt = now;
        pingOnItsWay = true;
        outlet.ping().whenComplete((done, failure) -> pingOnItsWay = false);
    }
}
