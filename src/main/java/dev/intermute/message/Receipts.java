package dev.intermute.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.annotations.RegisterForReflection;

import dev.intermute.access.Address;
import dev.intermute.agent.Agents;
import dev.intermute.event.EventData;
import dev.intermute.event.EventLog;
import dev.intermute.event.EventType;
import dev.intermute.event.NewEvent;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;

/** The rules of reading and acking that need the database. Runs inside a unit of work. */
@ApplicationScoped
class Receipts {
    private final Agents agents;
    private final MessageRepository messages;
    private final DeliveryRepository deliveries;
    private final EventLog log;
    private final EventData data;

    Receipts(Agents agents, MessageRepository messages, DeliveryRepository deliveries, EventLog log, EventData data) {
        this.agents = agents;
        this.messages = messages;
        this.deliveries = deliveries;
        this.log = log;
        this.data = data;
    }

    ReceiptAnswer read(String project, String id, Optional<Address> reader, Instant now) {
        Message message = find(project, id);
        if (reader.isEmpty()) {
            return anonymous(message, EventType.MESSAGE_READ);
        }
        Delivery delivery = delivery(message, reader.get());
        if (delivery.readAt == null) {
            delivery.readAt = now;
            mark(message, delivery, EventType.MESSAGE_READ, new Told(delivery.mailbox, now, null));
        }
        return ReceiptAnswer.of(message, delivery);
    }

    /** An ack also reads: that is one change, hence one event. */
    ReceiptAnswer ack(String project, String id, Optional<Address> reader, Instant now) {
        Message message = find(project, id);
        if (reader.isEmpty()) {
            return anonymous(message, EventType.MESSAGE_ACK);
        }
        Delivery delivery = delivery(message, reader.get());
        if (delivery.ackAt == null) {
            delivery.ackAt = now;
            delivery.ackDue = false;
            delivery.readAt = delivery.readAt == null ? now : delivery.readAt;
            mark(message, delivery, EventType.MESSAGE_ACK, new Told(delivery.mailbox, delivery.readAt, now));
        }
        return ReceiptAnswer.of(message, delivery);
    }

    private Message find(String project, String id) {
        return messages.byId(project, id).orElseThrow(Messages::unknown);
    }

    private Delivery delivery(Message message, Address reader) {
        String mailbox = reader.registered()
                ? reader.mailbox()
                : agents.mailboxes(message.project, List.of(reader.written())).get(reader.written());
        return deliveries
                .of(message.project, message.seq, mailbox)
                .orElseThrow(() ->
                        new ApiException(ErrorCode.NOT_A_RECIPIENT, "This agent isn't a recipient of the message."));
    }

    private ReceiptAnswer anonymous(Message message, EventType type) {
        log.append(new NewEvent(message.project, type, message.id, null));
        return new ReceiptAnswer(message.id, null, null, null);
    }

    private void mark(Message message, Delivery delivery, EventType type, Told told) {
        deliveries.mark(delivery);
        Set<String> audience =
                delivery.kind == Kind.BCC ? Set.copyOf(List.of(message.sender, delivery.mailbox)) : Set.of();
        log.append(new NewEvent(message.project, type, message.id, delivery.mailbox, audience, data.of(told)));
    }

    /** What the event of a read or an ack tells. */
    @RegisterForReflection
    private record Told(String agent, Instant readAt, Instant ackAt) {}
}
