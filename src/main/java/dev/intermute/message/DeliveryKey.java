package dev.intermute.message;

import java.io.Serializable;

/** What an entry of a mailbox is found by. */
record DeliveryKey(String project, String mailbox, long cursor) implements Serializable {}
