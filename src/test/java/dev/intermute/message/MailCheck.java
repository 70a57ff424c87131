package dev.intermute.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;

import dev.intermute.testing.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares everything that the service shows of a project's mail with the model, page by page. */
final class MailCheck {
    private final Client client;
    private final String project;
    private final MailModel model;
    private final Random random;

    MailCheck(Client client, String project, MailModel model, Random random) {
        this.client = client;
        this.project = project;
        this.model = model;
        this.random = random;
    }

    /** @param references everyone that a message may have come from or gone to */
    void everything(Collection<String> references, Collection<String> threads) {
        for (String reference : references) {
            inbox(reference);
            threadsOf(reference);
        }
        threads.forEach(this::thread);
        model.mails().forEach(this::recipients);
        events();
    }

    private void inbox(String reference) {
        List<MailModel.Entry> all = model.inbox(reference);
        List<MailModel.Entry> unread =
                all.stream().filter(entry -> entry.readAt == null).toList();
        String path = "/api/inbox/" + Client.encode(reference);

        assertThat(pages(path, "since_cursor", "messages", Map.of()).stream()
                        .map(MailCheck::entry)
                        .toList())
                .as("inbox of %s", reference)
                .isEqualTo(all.stream().map(this::entry).toList());
        assertThat(pages(path, "since_cursor", "messages", Map.of("unread", "true")).stream()
                        .map(MailCheck::entry)
                        .toList())
                .as("unread of %s", reference)
                .isEqualTo(unread.stream().map(this::entry).toList());

        JsonNode counts = get(path + "/counts", Map.of());
        assertThat(counts.path("total").asInt()).isEqualTo(all.size());
        assertThat(counts.path("unread").asInt()).isEqualTo(unread.size());
        JsonNode stale = get(path + "/stale-acks", Map.of("ttl_seconds", "0", "limit", "1000"));
        assertThat(stale.path("messages").findValuesAsText("id"))
                .as("acks that %s owes", reference)
                .isEqualTo(all.stream()
                        .filter(entry -> entry.mail.content.ackRequired() && entry.ackAt == null)
                        .map(entry -> entry.mail.id)
                        .toList());
    }

    private void threadsOf(String reference) {
        List<String> found = new ArrayList<>();
        long cursor = 0;
        JsonNode page;
        do {
            page = get("/api/threads", Map.of("agent", reference, "cursor", cursor, "limit", 1 + random.nextInt(3)));
            for (JsonNode line : page.path("threads")) {
                found.add(line.path("thread_id").asText() + " " + line.path("last_cursor") + " "
                        + line.path("message_count") + " "
                        + line.path("last_from").asText() + " "
                        + line.path("last_body").asText());
            }
            cursor = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        assertThat(found)
                .as("threads of %s", reference)
                .isEqualTo(model.threads(reference).stream()
                        .map(line -> line.thread() + " " + line.lastCursor() + " " + line.count() + " "
                                + line.last().content.from() + " "
                                + line.last().content.body())
                        .toList());
    }

    private void thread(String thread) {
        assertThat(pages("/api/threads/" + Client.encode(thread), "cursor", "messages", Map.of()).stream()
                        .map(MailCheck::message)
                        .toList())
                .as("thread %s", thread)
                .isEqualTo(model.thread(thread).stream().map(this::message).toList());
    }

    private void recipients(MailModel.Mail mail) {
        JsonNode shown = get("/api/messages/" + Client.encode(mail.id), Map.of());
        assertThat(message(shown)).isEqualTo(message(mail));
        long open = model.mails().isEmpty()
                ? 0
                : shown.path("recipients").findValuesAsText("kind").stream()
                        .filter("bcc"::equals)
                        .count();
        assertThat(open).as("bcc shown to nobody in particular").isZero();
    }

    private void events() {
        List<MailModel.Happened> found = new ArrayList<>();
        long last = 0;
        for (JsonNode frame : pages("/api/events", "since_cursor", "events", Map.of())) {
            assertThat(frame.path("cursor").asLong()).isGreaterThan(last);
            last = frame.path("cursor").asLong();
            String id = frame.path("message_id").asText();
            String agent = frame.path("data").path("agent").asText(null);
            found.add(new MailModel.Happened(frame.path("type").asText(), id, today(agent)));
            if (frame.has("message")) {
                assertThat(message(frame.path("message")))
                        .isEqualTo(message(model.mail(id).orElseThrow()));
            }
        }
        assertThat(found)
                .isEqualTo(model.events().stream()
                        .map(event -> new MailModel.Happened(event.type(), event.messageId(), today(event.agent())))
                        .toList());
    }

    /** Whose mailbox it is by now: the log keeps what it was called when it happened. */
    private String today(String mailbox) {
        return mailbox == null ? null : model.mailboxOf(mailbox);
    }

    /** Reads a list to its end, in pages of any size. */
    private List<JsonNode> pages(String path, String position, String field, Map<String, ?> parameters) {
        List<JsonNode> all = new ArrayList<>();
        long cursor = 0;
        JsonNode page;
        do {
            Map<String, Object> more = new HashMap<>(parameters);
            more.put(position, cursor);
            more.put("limit", 1 + random.nextInt(30));
            page = get(path, more);
            page.path(field).forEach(all::add);
            assertThat(page.path("cursor").asLong()).isGreaterThanOrEqualTo(cursor);
            assertThat(page.path("next_cursor").asText())
                    .isEqualTo(page.path("cursor").asText());
            cursor = page.path("cursor").asLong();
        } while (page.path("has_more").asBoolean());
        return all;
    }

    private JsonNode get(String path, Map<String, ?> parameters) {
        Map<String, Object> more = new HashMap<>(parameters);
        more.put("project", project);
        Client.Answer answer = client.get(path, more);
        assertThat(answer.status())
                .as("%s %s: %s", path, parameters, answer.body())
                .isEqualTo(200);
        return answer.body();
    }

    private static String entry(JsonNode entry) {
        return message(entry) + " " + entry.path("kind").asText() + " read "
                + entry.path("read_at").asText(null) + " ack "
                + entry.path("ack_at").asText(null);
    }

    private String entry(MailModel.Entry entry) {
        return message(entry.mail) + " " + entry.kind + " read " + entry.readAt + " ack " + entry.ackAt;
    }

    private static String message(JsonNode message) {
        assertThat(message.has("bcc")).isFalse();
        return message.path("cursor") + " " + message.path("id").asText() + " from "
                + message.path("from").asText() + " to " + texts(message.path("to")) + " cc "
                + texts(message.path("cc")) + " in " + message.path("thread_id").asText() + ": "
                + message.path("body").asText() + " "
                + message.path("ack_required").asBoolean();
    }

    private String message(MailModel.Mail mail) {
        MailModel.Content content = mail.content;
        return mail.cursor + " " + mail.id + " from " + content.from() + " to " + content.to() + " cc " + content.cc()
                + " in " + Objects.requireNonNullElse(content.thread(), "") + ": " + content.body() + " "
                + content.ackRequired();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
