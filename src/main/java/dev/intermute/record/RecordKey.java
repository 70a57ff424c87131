package dev.intermute.record;

import java.io.Serializable;

/** What a work record's row is found by. */
record RecordKey(String project, long seq) implements Serializable {}
