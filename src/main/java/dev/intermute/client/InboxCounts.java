package dev.intermute.client;

/**
 * How much is in an inbox.
 *
 * @param total all messages
 * @param unread those that weren't read
 */
public record InboxCounts(long total, long unread) {}
