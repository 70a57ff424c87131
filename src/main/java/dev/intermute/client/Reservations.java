package dev.intermute.client;

import java.util.List;

/** The reservations of a project. */
public final class Reservations {
    private final IntermuteClient client;

    Reservations(IntermuteClient client) {
        this.client = client;
    }

    /** All that are held, the latest grant first. */
    public List<Reservation> active() {
        return list(Call.get("/api/reservations"));
    }

    /** All of an agent: what it holds, then what it held. */
    public List<Reservation> of(String agent) {
        return list(Call.get("/api/reservations").given("agent", agent));
    }

    /**
     * One of them, also when it is over.
     *
     * @throws IntermuteException {@link ErrorCode#RESERVATION_NOT_FOUND}, or as every call
     */
    public Reservation get(String id) {
        return client.send(Call.get("/api/reservations/{}", id)).as(Reservation.class);
    }

    /** What stands in the way of holding these paths alone. Nothing is reserved by it. */
    public Availability check(String... patterns) {
        return check(List.of(patterns), true, "");
    }

    /**
     * What stands in the way of a reservation.
     *
     * @param exclusive whether nobody else might hold what overlaps
     * @param agent whose own reservations don't count; empty for nobody's
     * @throws IntermuteException {@link ErrorCode#INVALID_PATTERN}, or as every call
     */
    public Availability check(List<String> patterns, boolean exclusive, String agent) {
        Call call = Call.get("/api/reservations/check")
                .query("exclusive", Boolean.toString(exclusive))
                .query("agent", agent);
        for (String pattern : patterns) {
            call = call.given("pattern", pattern);
        }
        return client.send(call).as(Availability.class);
    }

    private List<Reservation> list(Call call) {
        return Pages.all(client, call, "reservations", Reservation.class);
    }
}
