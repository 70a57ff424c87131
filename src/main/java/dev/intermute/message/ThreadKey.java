package dev.intermute.message;

import java.io.Serializable;

/** What a thread is found by in a mailbox. */
record ThreadKey(String project, String mailbox, String threadId) implements Serializable {}
