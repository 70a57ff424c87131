package dev.intermute.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Address;
import dev.intermute.agent.Agents;
import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;
import dev.intermute.event.Mail;
import dev.intermute.event.NewEvent;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/**
 * The rules of sending that need the database. Runs inside a unit of work.
 *
 * <p>Invariant: a message has one entry in a mailbox, at the cursor of its last change. The same id again with the same
 * content changes nothing; with other content it replaces all of it.
 */
@ApplicationScoped
class Post {
    private final Agents agents;
    private final MessageRepository messages;
    private final DeliveryRepository deliveries;
    private final Threads threads;
    private final EventLog log;

    Post(Agents agents, MessageRepository messages, DeliveryRepository deliveries, Threads threads, EventLog log) {
        this.agents = agents;
        this.messages = messages;
        this.deliveries = deliveries;
        this.threads = threads;
        this.log = log;
    }

    SendAnswer send(Draft draft, Instant now) {
        Optional<Message> known = draft.idGiven() ? messages.byId(draft.project(), draft.id()) : Optional.empty();
        Map<String, String> mailboxes = agents.mailboxes(draft.project(), draft.references());
        Address sender = sender(draft, mailboxes);
        if (known.isEmpty()) {
            return create(draft, sender, mailboxes, now);
        }
        Message message = known.get();
        if (!message.isFrom(sender.mailbox())) {
            throw new ApiException(
                            ErrorCode.ALREADY_EXISTS, "Another sender has used this id; choose another, or send none.")
                    .with("message_id", draft.id());
        }
        return draft.sameContentAs(message) ? SendAnswer.of(message) : replace(draft, message, mailboxes);
    }

    /** Who sends, as of now: since the request came in, somebody may have registered for the mailbox. */
    private static Address sender(Draft draft, Map<String, String> mailboxes) {
        if (draft.from().registered()) {
            return draft.from();
        }
        String written = draft.from().written();
        String mailbox = mailboxes.get(written);
        return new Address(written, mailbox, !mailbox.equals(written));
    }

    private SendAnswer create(Draft draft, Address sender, Map<String, String> mailboxes, Instant now) {
        long cursor =
                log.append(new NewEvent(draft.project(), EventType.MESSAGE_CREATED, draft.id(), sender.mailbox()));
        Message message = new Message(draft.project(), draft.id(), cursor, now);
        message.cursor = cursor;
        message.sender = sender.mailbox();
        message.senderRegistered = sender.registered();
        draft.into(message);
        messages.insert(message);
        Set<String> recipients = deliver(draft, message, mailboxes);
        threads.add(message, recipients);
        log.carry(message.cursor, mail(message, recipients));
        return SendAnswer.of(message);
    }

    private SendAnswer replace(Draft draft, Message message, Map<String, String> mailboxes) {
        ThreadShare before = threads.shareOf(message);
        message.cursor =
                log.append(new NewEvent(draft.project(), EventType.MESSAGE_UPDATED, draft.id(), message.sender));
        draft.into(message);
        messages.update(message);
        deliveries.remove(message.project, message.seq);
        Set<String> recipients = deliver(draft, message, mailboxes);
        log.carry(message.cursor, mail(message, recipients));
        threads.moved(message, before, threads.shareOf(message));
        return SendAnswer.of(message);
    }

    private static Mail mail(Message message, Set<String> recipients) {
        MessageView view = MessageView.of(message);
        return new Mail(view, MessageSize.of(view), recipients);
    }

    private Set<String> deliver(Draft draft, Message message, Map<String, String> mailboxes) {
        Map<String, Kind> recipients = draft.recipients(mailboxes::get);
        List<Delivery> entries = recipients.entrySet().stream()
                .map(recipient -> new Delivery(message, recipient.getKey(), recipient.getValue()))
                .toList();
        deliveries.insert(entries);
        return recipients.keySet();
    }
}
