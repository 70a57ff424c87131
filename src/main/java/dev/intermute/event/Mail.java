package dev.intermute.event;

import java.util.Set;

/**
 * What an event that goes to mailboxes carries to those who listen when it happens, so that nobody has to read it back.
 *
 * @param content what its frame shows, without what only some may see
 * @param bytes about how many bytes of JSON that makes
 * @param mailboxes who gets it
 */
public record Mail(Object content, long bytes, Set<String> mailboxes) {}
