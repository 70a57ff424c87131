package dev.intermute.message;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Address;
import dev.intermute.agent.Agents;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.store.Reader;
import dev.intermute.store.Writer;

/** Sending mail and looking at a message. */
@ApplicationScoped
public class Messages {
    private final Writer writer;
    private final Reader reader;
    private final Agents agents;
    private final Post post;
    private final Receipts receipts;
    private final MessageRepository messages;
    private final DeliveryRepository deliveries;

    Messages(
            Writer writer,
            Reader reader,
            Agents agents,
            Post post,
            Receipts receipts,
            MessageRepository messages,
            DeliveryRepository deliveries) {
        this.writer = writer;
        this.reader = reader;
        this.agents = agents;
        this.post = post;
        this.receipts = receipts;
        this.messages = messages;
        this.deliveries = deliveries;
    }

    CompletionStage<SendAnswer> send(Draft draft) {
        agents.alive(draft.project(), draft.from());
        return writer.submit(now -> post.send(draft, now));
    }

    CompletionStage<ReceiptAnswer> read(String project, String id, Optional<Address> by) {
        by.ifPresent(agent -> agents.alive(project, agent));
        return writer.submit(now -> receipts.read(project, id, by, now));
    }

    CompletionStage<ReceiptAnswer> ack(String project, String id, Optional<Address> by) {
        by.ifPresent(agent -> agents.alive(project, agent));
        return writer.submit(now -> receipts.ack(project, id, by, now));
    }

    /** A message with its recipients; those in bcc are shown to the sender, and each to itself. */
    MessageView get(String project, String id, Optional<Address> viewer) {
        return reader.read(() -> {
            Message message = messages.byId(project, id).orElseThrow(Messages::unknown);
            List<MessageView.RecipientView> recipients = deliveries.of(project, message.seq).stream()
                    .filter(delivery -> isShown(message, delivery, viewer))
                    .map(MessageView.RecipientView::of)
                    .toList();
            return MessageView.of(message, recipients);
        });
    }

    private static boolean isShown(Message message, Delivery delivery, Optional<Address> viewer) {
        return delivery.kind != Kind.BCC
                || viewer.filter(v -> message.isFrom(v.mailbox()) || delivery.mailbox.equals(v.mailbox()))
                        .isPresent();
    }

    static ApiException unknown() {
        return new ApiException(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message in this project.");
    }
}
