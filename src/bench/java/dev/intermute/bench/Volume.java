package dev.intermute.bench;

import java.util.OptionalDouble;

/**
 * How large the scenarios are.
 *
 * @param rate requests a second; empty: as answered
 * @param senders of the mixed load
 * @param messages that lie in the mailboxes when inboxes are read
 * @param sockets that listen
 * @param reservations that others hold
 */
record Volume(int connections, OptionalDouble rate, int senders, int messages, int sockets, int reservations) {
    /** How many pairs of connections there are. */
    int pairs() {
        return Math.max(1, connections / 2);
    }

    /** The pace of a scenario that is a closed loop unless a rate is given. */
    Pace pace() {
        return rate.isPresent() ? Pace.perSecond(rate.getAsDouble()) : Pace.asAnswered();
    }

    /** The pace of one of two lanes that share the rate. */
    Pace halfPace() {
        return rate.isPresent() ? Pace.perSecond(rate.getAsDouble() / 2) : Pace.asAnswered();
    }

    /** The pace of a scenario that is an open loop in any case. */
    Pace paceOr(double usual) {
        return Pace.perSecond(rate.orElse(usual));
    }
}
