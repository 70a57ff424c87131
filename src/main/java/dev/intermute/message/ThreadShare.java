package dev.intermute.message;

import java.util.Set;

/**
 * A message's part in a thread.
 *
 * @param threadId the thread, or {@code null} for a message in none
 * @param mailboxes those that the message came from or went to
 */
record ThreadShare(String project, String threadId, Set<String> mailboxes) {}
