package dev.intermute.bench;

import java.util.List;

/**
 * Connections that send requests of one kind.
 *
 * @param kind what its figures are listed under
 * @param connections what each of them, or each pair, sends
 */
record Lane(String kind, Pace pace, List<? extends Requests> connections) {}
