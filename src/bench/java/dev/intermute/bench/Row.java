package dev.intermute.bench;

/** What figures belong to: the requests of one kind, in one scenario, on one server. */
record Row(String server, String scenario, String kind) {}
