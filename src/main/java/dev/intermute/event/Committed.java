package dev.intermute.event;

/** What a batch has brought, as listeners of the feed get it: in the order in which its units did it. */
public sealed interface Committed {
    /**
     * An event of the log.
     *
     * @param event what the log keeps
     * @param mail what it carries, for events that go to mailboxes, else {@code null}
     */
    record Change(Event event, Mail mail) implements Committed {}

    /**
     * The mail of a mailbox is an agent's from here on. It is no event: it has no cursor and is in no log.
     *
     * @param project where
     * @param mailbox the name that nobody had registered until now
     * @param agentId who has it now
     */
    record Handover(String project, String mailbox, String agentId) implements Committed {}
}
