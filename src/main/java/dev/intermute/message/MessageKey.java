package dev.intermute.message;

import java.io.Serializable;

/** What a message's row is found by. */
record MessageKey(String project, long seq) implements Serializable {}
