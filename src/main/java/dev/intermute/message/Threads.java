package dev.intermute.message;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

/** Keeps each mailbox's list of threads in step with the messages. Runs inside a unit of work. */
@ApplicationScoped
class Threads {
    private final ThreadRepository threads;
    private final DeliveryRepository deliveries;

    Threads(ThreadRepository threads, DeliveryRepository deliveries) {
        this.threads = threads;
        this.deliveries = deliveries;
    }

    /** A new message has gone to these mailboxes. */
    void add(Message message, Set<String> recipients) {
        if (message.threadId == null) {
            return;
        }
        Set<String> mailboxes = new HashSet<>(recipients);
        mailboxes.add(message.sender);
        mailboxes.forEach(mailbox -> threads.add(message, mailbox));
    }

    /** What part a stored message has in its thread now. */
    ThreadShare shareOf(Message message) {
        Set<String> mailboxes = deliveries.of(message.project, message.seq).stream()
                .map(delivery -> delivery.mailbox)
                .collect(Collectors.toSet());
        mailboxes.add(message.sender);
        return new ThreadShare(message.project, message.threadId, mailboxes);
    }

    /** A message has been replaced: both what it left and what it came to are counted anew. */
    void moved(ThreadShare before, ThreadShare after) {
        recount(before);
        recount(after);
    }

    private void recount(ThreadShare share) {
        if (share.threadId() != null) {
            share.mailboxes().forEach(mailbox -> threads.recount(share.project(), mailbox, share.threadId()));
        }
    }
}
