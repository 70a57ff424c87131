package dev.intermute.push;

/**
 * Whether one socket is alive: it is pinged, it must not be silent for long, and it must take what it is sent. The
 * network layer answers a client's pings by itself and without bound: so pings are counted, and a ping of ours behind
 * them tells whether their answers get out. Safe for use by any thread.
 */
final class Pulse {
    /** How many of the client's pings may wait for proof that their answers got out: some 1 MB of them. */
    private static final int MAX_UNPROVEN = 10_000;
    /** How many of the client's pings make it worth a ping of ours. */
    private static final int PROBE_EVERY = 1000;

    private final Subscriber subscriber;
    private final Outlet outlet;

    private long heardAt;
    private long pingedAt;
    private boolean pingOnItsWay;
    private int unproven;

    Pulse(Subscriber subscriber, Outlet outlet, long now) {
        this.subscriber = subscriber;
        this.outlet = outlet;
        this.heardAt = now;
        this.pingedAt = now;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** The client has sent something. */
    synchronized void heard(long now) {
        heardAt = now;
    }

    /** The client has sent a ping. */
    void pinged(long now) {
        boolean probe;
        boolean flooded;
        synchronized (this) {
            heardAt = now;
            unproven++;
            probe = unproven >= PROBE_EVERY && !pingOnItsWay;
            flooded = unproven > MAX_UNPROVEN;
        }
        if (flooded) {
            // A close frame would wait behind the pongs, and they would go on piling up.
            subscriber.abort();
        } else if (probe) {
            ping(now);
        }
    }

    /** Called every now and then. Lengths of time in nanoseconds. */
    void check(long now, long pingInterval, long silence) {
        boolean due;
        boolean silent;
        boolean stuck;
        synchronized (this) {
            due = now - pingedAt >= pingInterval && !pingOnItsWay;
            silent = now - heardAt > silence;
            stuck = pingOnItsWay && now - pingedAt > silence;
        }
        if (stuck && subscriber.isClosed()) {
            subscriber.abort();
        } else if (stuck || subscriber.isStuck(silence) || (silent && subscriber.isBehind())) {
            subscriber.tooSlow();
        } else if (silent) {
            subscriber.close(CloseCode.POLICY, "silent for too long; answer pings");
        } else if (due) {
            ping(now);
        }
    }

    private void ping(long now) {
        int proven;
        synchronized (this) {
            pingedAt = now;
            pingOnItsWay = true;
            proven = unproven;
        }
        outlet.ping().whenComplete((done, failure) -> {
            synchronized (this) {
                pingOnItsWay = false;
                unproven -= proven;
            }
        });
    }
}
