package dev.intermute.reservation;

import java.io.Serializable;

/** What a reservation's row is found by. */
record ReservationKey(String project, long fence) implements Serializable {}
