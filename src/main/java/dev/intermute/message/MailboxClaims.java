package dev.intermute.message;

import java.util.OptionalLong;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.agent.Mailboxes;

/** Hands the mail of a mere mailbox to the first agent that registers under its name. Runs inside a unit of work. */
@ApplicationScoped
class MailboxClaims implements Mailboxes {
    private final MessageRepository messages;
    private final DeliveryRepository deliveries;
    private final Threads threads;

    MailboxClaims(MessageRepository messages, DeliveryRepository deliveries, Threads threads) {
        this.messages = messages;
        this.deliveries = deliveries;
        this.threads = threads;
    }

    @Override
    public void claim(String project, String mailbox, String agentId) {
        if (deliveries.head(project, mailbox) > 0) {
            deliveries.move(project, mailbox, agentId);
        }
        messages.handOverSent(project, mailbox, agentId);
        threads.handOver(project, mailbox, agentId);
    }

    @Override
    public OptionalLong oldestUnread(String project, String mailbox) {
        long cursor = deliveries.oldestUnread(project, mailbox);
        return cursor == 0 ? OptionalLong.empty() : OptionalLong.of(cursor);
    }
}
