package dev.intermute.event;

import java.util.Set;

/**
 * What an event that goes to mailboxes carries to those who listen when it happens, so that nobody has to read it back.
 *
 * @param content what its frame shows, without what only some may see
 * @param mailboxes who gets it
 */
public record Mail(Object content, Set<String> mailboxes) {}
