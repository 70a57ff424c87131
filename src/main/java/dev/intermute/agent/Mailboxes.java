package dev.intermute.agent;

import java.util.OptionalLong;

/** What registration needs of the mail; the room that keeps mail implements it. Called inside units of work. */
public interface Mailboxes {
    /** Hands the mail of a mailbox that nobody had registered for to an agent, each message at its cursor. */
    void claim(String project, String mailbox, String agentId);

    /** The cursor of the oldest message of a mailbox that wasn't read. */
    OptionalLong oldestUnread(String project, String mailbox);
}
