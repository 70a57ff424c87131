package dev.intermute.reservation;

import java.util.Optional;

/** Whoever has a claim on paths: a lease, or a request that may come to wait for one. */
interface Claimant {
    /** A lease has the id of the request that it was granted to. */
    String id();

    /** Its agent's id. */
    String agent();

    Claim claim();

    /** Where it keeps what it has been compared with; leases don't, for nothing is asked of them any more. */
    default Optional<Comparison> comparison() {
        return Optional.empty();
    }
}
