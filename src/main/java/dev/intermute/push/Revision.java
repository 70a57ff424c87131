package dev.intermute.push;

import dev.intermute.event.Committed;

/**
 * What an overwrite has made of a message.
 *
 * @param change the last event of the message
 * @param content what all of its frames show from now on, shared by whoever waits for them
 */
record Revision(Committed.Change change, Content content) {
    String messageId() {
        return change.event().entityId();
    }
}
