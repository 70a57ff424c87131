package dev.intermute.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the mail of one project should be: the contract's words as plain collections, without a thought of speed. */
final class MailModel {
    private final Map<String, String> idByName = new TreeMap<>();
    private final Map<String, String> nameById = new TreeMap<>();
    private final Map<String, Mail> mails = new LinkedHashMap<>();
    private final Map<String, List<Entry>> inboxes = new TreeMap<>();
    private final List<Happened> events = new ArrayList<>();

    /** What was sent. */
    record Content(
            String from,
            List<String> to,
            List<String> cc,
            List<String> bcc,
            String thread,
            String body,
            boolean ackRequired) {
        boolean sameAs(Content other) {
            return new HashSet<>(to).equals(new HashSet<>(other.to))
                    && new HashSet<>(cc).equals(new HashSet<>(other.cc))
                    && new HashSet<>(bcc).equals(new HashSet<>(other.bcc))
                    && Objects.equals(thread, other.thread)
                    && body.equals(other.body)
                    && ackRequired == other.ackRequired;
        }
    }

    /** A message; its sender is an agent's id, or a mailbox that nobody has registered for. */
    static final class Mail {
        final String id;
        String sender;
        Content content;
        long cursor;

        Mail(String id) {
            this.id = id;
        }
    }

    /** A message in an inbox. */
    static final class Entry {
        final Mail mail;
        final String kind;
        String readAt;
        String ackAt;

        Entry(Mail mail, String kind) {
            this.mail = mail;
            this.kind = kind;
        }
    }

    /** An entry of the log that everyone may see. */
    record Happened(String type, String messageId, String agent) {}

    /** A thread as one mailbox has it. */
    record ThreadLine(String thread, long lastCursor, long count, Mail last) {}

    String mailboxOf(String reference) {
        return nameById.containsKey(reference) ? reference : idByName.getOrDefault(reference, reference);
    }

    Optional<Mail> mail(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    /** An agent has this name from now on, and the mail of the mailbox that the name was. */
    void named(String id, String name) {
        idByName.values().removeIf(id::equals);
        idByName.put(name, id);
        nameById.put(id, name);
        List<Entry> claimed = inboxes.remove(name);
        if (claimed != null) {
            List<Entry> own = inboxes.computeIfAbsent(id, any -> new ArrayList<>());
            claimed.stream()
                    .filter(entry -> own.stream().noneMatch(other -> other.mail == entry.mail))
                    .toList()
                    .forEach(own::add);
            own.sort(Comparator.comparingLong(entry -> entry.mail.cursor));
        }
        mails.values().stream().filter(mail -> mail.sender.equals(name)).forEach(mail -> mail.sender = id);
    }

    void sent(String id, Content content, long cursor) {
        boolean known = mails.containsKey(id);
        Mail mail = mails.computeIfAbsent(id, Mail::new);
        mail.sender = mailboxOf(content.from);
        mail.content = content;
        mail.cursor = cursor;
        inboxes.values().forEach(inbox -> inbox.removeIf(entry -> entry.mail == mail));
        content.to.forEach(name -> deliver(mail, name, "to"));
        content.cc.forEach(name -> deliver(mail, name, "cc"));
        content.bcc.forEach(name -> deliver(mail, name, "bcc"));
        events.add(new Happened(known ? "message.updated" : "message.created", id, null));
    }

    private void deliver(Mail mail, String name, String kind) {
        List<Entry> inbox = inboxes.computeIfAbsent(mailboxOf(name), any -> new ArrayList<>());
        if (inbox.stream().noneMatch(entry -> entry.mail == mail)) {
            inbox.add(new Entry(mail, kind));
        }
    }

    Optional<Entry> entry(String id, String reference) {
        return inbox(reference).stream()
                .filter(entry -> entry.mail.id.equals(id))
                .findFirst();
    }

    void read(Entry entry, String reference, String at) {
        if (entry.readAt == null) {
            entry.readAt = at;
            happened("message.read", entry, reference);
        }
    }

    void acked(Entry entry, String reference, String at) {
        if (entry.ackAt == null) {
            entry.ackAt = at;
            entry.readAt = entry.readAt == null ? at : entry.readAt;
            happened("message.ack", entry, reference);
        }
    }

    private void happened(String type, Entry entry, String reference) {
        if (!entry.kind.equals("bcc")) {
            events.add(new Happened(type, entry.mail.id, mailboxOf(reference)));
        }
    }

    void happenedWithoutReader(String type, String id) {
        events.add(new Happened(type, id, null));
    }

    List<Entry> inbox(String reference) {
        return inboxes.getOrDefault(mailboxOf(reference), List.of());
    }

    List<Happened> events() {
        return events;
    }

    List<Mail> mails() {
        return List.copyOf(mails.values());
    }

    List<Mail> thread(String thread) {
        return mails.values().stream()
                .filter(mail -> thread.equals(mail.content.thread))
                .sorted(Comparator.comparingLong(mail -> mail.cursor))
                .toList();
    }

    /** The threads that a mailbox sent into or got mail from, newest first. */
    List<ThreadLine> threads(String reference) {
        String mailbox = mailboxOf(reference);
        Stream<String> all =
                mails.values().stream().map(mail -> mail.content.thread).filter(Objects::nonNull);
        return all.distinct()
                .map(thread -> line(
                        thread,
                        thread(thread).stream()
                                .filter(mail -> mail.sender.equals(mailbox)
                                        || inbox(mailbox).stream().anyMatch(entry -> entry.mail == mail))
                                .toList()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(ThreadLine::lastCursor).reversed())
                .toList();
    }

    private static Optional<ThreadLine> line(String thread, List<Mail> mails) {
        if (mails.isEmpty()) {
            return Optional.empty();
        }
        Mail last = mails.get(mails.size() - 1);
        return Optional.of(new ThreadLine(thread, last.cursor, mails.size(), last));
    }
}
