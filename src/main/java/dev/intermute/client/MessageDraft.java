package dev.intermute.client;

import java.util.List;

/** A message to send. Immutable: each method gives another. */
public final class MessageDraft {
    private final Fields fields;

    private MessageDraft(Fields fields) {
        this.fields = fields;
    }

    /** To these: agents' ids or names, or mailboxes that somebody will register for. */
    public static MessageDraft to(String... recipients) {
        return to(List.of(recipients));
    }

    /** The same, of a list. */
    public static MessageDraft to(List<String> recipients) {
        return new MessageDraft(Fields.of("to", List.copyOf(recipients)));
    }

    /** Further recipients. */
    public MessageDraft cc(String... recipients) {
        return with("cc", List.of(recipients));
    }

    /** Recipients that nobody but the sender sees. */
    public MessageDraft bcc(String... recipients) {
        return with("bcc", List.of(recipients));
    }

    /** The thread that it belongs to. */
    public MessageDraft thread(String threadId) {
        return with("thread_id", threadId);
    }

    /** What it is about. */
    public MessageDraft subject(String text) {
        return with("subject", text);
    }

    /** A topic to find it under. */
    public MessageDraft topic(String word) {
        return with("topic", word);
    }

    /** The text. */
    public MessageDraft body(String text) {
        return with("body", text);
    }

    /** How important it is. */
    public MessageDraft importance(Importance importance) {
        return with("importance", importance);
    }

    /** Asks each recipient for an ack. */
    public MessageDraft askForAck() {
        return with("ack_required", true);
    }

    /**
     * Its id, for those who keep their own: the same id with the same content is the same message, with other content it replaces
     * it. A blank one is none: then the SDK makes one.
     */
    public MessageDraft id(String id) {
        return with("id", id);
    }

    /** As it is sent; without an id of the caller's it gets one, so that it may be sent again. */
    Fields from(String sender, String freshId) {
        Fields sent = fields.with("from", sender);
        return sent.says("id") ? sent : sent.with("id", freshId);
    }

    private MessageDraft with(String name, Object value) {
        return new MessageDraft(fields.with(name, value));
    }
}
