package dev.intermute.message;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps each mailbox's list of threads in step with the messages. Runs inside a unit of work. What a change costs depends
 * on how many mailboxes it touches, never on how long their threads are: the writer serves everybody.
 */
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

    /** A stored message has been replaced, and is the latest now of the thread that it is in. */
    void moved(Message message, ThreadShare before, ThreadShare after) {
        boolean stays = Objects.equals(before.threadId(), after.threadId());
        for (String mailbox : before.mailboxes()) {
            if (before.threadId() != null && !(stays && after.mailboxes().contains(mailbox))) {
                leave(before, mailbox);
            }
        }
        for (String mailbox : after.mailboxes()) {
            if (after.threadId() != null) {
                if (stays && before.mailboxes().contains(mailbox)) {
                    threads.moveUp(message, mailbox);
                } else {
                    threads.add(message, mailbox);
                }
            }
        }
    }

    private void leave(ThreadShare share, String mailbox) {
        latest(share.project(), mailbox, share.threadId())
                .ifPresentOrElse(
                        latest -> threads.shrink(share.project(), mailbox, share.threadId(), latest),
                        () -> threads.remove(share.project(), mailbox, share.threadId()));
    }

    /** The mail of a mailbox is an agent's now, and so is its list of threads. Where both had one, it is counted anew. */
    void handOver(String project, String mailbox, String agentId) {
        for (String thread : threads.inBoth(project, mailbox, agentId)) {
            threads.remove(project, mailbox, thread);
            latest(project, agentId, thread)
                    .ifPresent(latest ->
                            threads.set(project, agentId, thread, threads.count(project, agentId, thread), latest));
        }
        threads.move(project, mailbox, agentId);
    }

    private Optional<ThreadRepository.Latest> latest(String project, String mailbox, String threadId) {
        return Stream.of(
                        threads.latestReceived(project, mailbox, threadId),
                        threads.latestSent(project, mailbox, threadId))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(ThreadRepository.Latest::cursor));
    }
}
