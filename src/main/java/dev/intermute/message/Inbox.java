package dev.intermute.message;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.intermute.http.Paging;
import dev.intermute.store.Reader;

/** Reading mailboxes. */
@ApplicationScoped
public class Inbox {
    private final Reader reader;
    private final DeliveryRepository deliveries;
    private final InstantSource clock;

    Inbox(Reader reader, DeliveryRepository deliveries, InstantSource clock) {
        this.reader = reader;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    MessagePage after(String project, String mailbox, long cursor, int limit, boolean unreadOnly) {
        return reader.read(() -> {
            Stream<MessageView> entries = unreadOnly
                    ? deliveries.unreadAfter(project, mailbox, cursor, limit + 1)
                    : deliveries.after(project, mailbox, cursor, limit + 1);
            return MessagePage.collect(entries, limit, () -> Math.max(cursor, deliveries.head(project, mailbox)));
        });
    }

    Counts counts(String project, String mailbox) {
        return reader.read(
                () -> new Counts(deliveries.count(project, mailbox), deliveries.countUnread(project, mailbox)));
    }

    List<StaleAck> staleAcks(String project, String mailbox, Duration ttl, int limit, boolean withBcc) {
        Instant now = clock.instant();
        return reader.read(() -> {
            List<StaleAck> stale = new ArrayList<>();
            long bytes = 0;
            try (Stream<MessageView> rows = deliveries.waitingForAck(project, mailbox, now.minus(ttl), limit)) {
                for (Iterator<MessageView> rest = rows.iterator(); rest.hasNext() && bytes < Paging.MAX_PAGE_BYTES; ) {
                    MessageView message = rest.next();
                    bytes += MessageSize.of(message);
                    if (message.kind() != Kind.BCC || withBcc) {
                        stale.add(StaleAck.of(message, now));
                    }
                }
            }
            return stale;
        });
    }

    /** What is in a mailbox. */
    @Schema(description = "How much is in an inbox.")
    public record Counts(
            @Schema(required = true, minimum = "0", description = "All messages in it.")
            long total,

            @Schema(required = true, minimum = "0", description = "Those that weren't read.")
            long unread) {}
}
