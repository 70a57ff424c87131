package dev.intermute.push;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** What happened in one project and whom it concerns: the contract's words as plain collections. */
final class PushModel {
    private final Map<String, String> idByName = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<Claim> claims = new HashSet<>();
    private final Map<String, Mail> mails = new LinkedHashMap<>();
    private final NavigableMap<Long, Logged> log = new TreeMap<>();

    /** What was sent. */
    record Content(String from, List<String> to, List<String> cc, List<String> bcc, String body) {}

    /** A recipient's share of a message. */
    static final class Entry {
        final boolean hidden;
        boolean read;
        boolean acked;

        Entry(boolean hidden) {
            this.hidden = hidden;
        }
    }

    /** A message as it was from one change to the next. */
    static final class Version {
        final long cursor;
        final Content content;
        /** By mailbox: an agent's id, or the mailbox of a name that nobody has. */
        final Map<String, Entry> recipients = new LinkedHashMap<>();

        Version(long cursor, Content content) {
            this.cursor = cursor;
            this.content = content;
        }
    }

    /** A message with all that it ever was. */
    static final class Mail {
        final String id;
        String sender;
        final NavigableMap<Long, Version> versions = new TreeMap<>();

        Mail(String id) {
            this.id = id;
        }

        Version now() {
            return versions.lastEntry().getValue();
        }
    }

    /**
     * An entry of the log.
     *
     * @param audience who alone may see it by now; {@code null} for everyone
     */
    record Logged(long cursor, String type, Mail mail, Set<String> audience) {
        boolean carriesMessage() {
            return type.equals("message.created") || type.equals("message.updated");
        }

        /** Whether everyone may see it; who may see a message is for each to find out. */
        boolean isOpen() {
            return audience == null;
        }

        /** Whether whoever has this mailbox is to hear of it, by what holds now; a receipt is for nobody else to see. */
        boolean concerns(String mailbox) {
            if (carriesMessage()) {
                return mail.versions.get(cursor).recipients.containsKey(mailbox)
                        && mail.now().recipients.containsKey(mailbox);
            }
            return isOpen() || audience.contains(mailbox);
        }

        /** Whether it is to hear of it, whenever the frame is sent: it is a recipient of all that the message became. */
        boolean concernsAlways(String mailbox) {
            return concerns(mailbox)
                    && (!carriesMessage()
                            || mail.versions.tailMap(cursor).values().stream()
                                    .allMatch(version -> version.recipients.containsKey(mailbox)));
        }
    }

    /** A mailbox that became an agent's. */
    private record Claim(String mailbox, String id) {}

    /** Whether a frame may say that it went to this: the agent's id, or the mailbox that was there before it. */
    boolean isOrWas(String mailbox, String id) {
        return mailbox.equals(id) || claims.contains(new Claim(mailbox, id));
    }

    String mailboxOf(String reference) {
        return ids.contains(reference) ? reference : idByName.getOrDefault(reference, reference);
    }

    List<Mail> mails() {
        return List.copyOf(mails.values());
    }

    Mail mail(String id) {
        return mails.get(id);
    }

    long head() {
        return log.isEmpty() ? 0 : log.lastKey();
    }

    Logged at(long cursor) {
        return log.get(cursor);
    }

    Collection<Logged> after(long cursor) {
        return log.tailMap(cursor, false).values();
    }

    Logged sent(String id, Content content, long cursor) {
        boolean known = mails.containsKey(id);
        Mail mail = mails.computeIfAbsent(id, Mail::new);
        mail.sender = mailboxOf(content.from);
        Version version = new Version(cursor, content);
        content.to.forEach(name -> version.recipients.putIfAbsent(mailboxOf(name), new Entry(false)));
        content.cc.forEach(name -> version.recipients.putIfAbsent(mailboxOf(name), new Entry(false)));
        content.bcc.forEach(name -> version.recipients.putIfAbsent(mailboxOf(name), new Entry(true)));
        mail.versions.put(cursor, version);
        return logged(new Logged(cursor, known ? "message.updated" : "message.created", mail, null));
    }

    Logged receipt(String type, Mail mail, Set<String> audience, long cursor) {
        return logged(new Logged(cursor, type, mail, audience == null ? null : new HashSet<>(audience)));
    }

    private Logged logged(Logged event) {
        if (event.cursor() <= head()) {
            throw new AssertionError("cursor " + event.cursor() + " after " + head());
        }
        log.put(event.cursor(), event);
        return event;
    }

    /** An agent has this name from now on, and the mail of the mailbox that the name was. */
    void named(String id, String name) {
        idByName.values().removeIf(id::equals);
        idByName.put(name, id);
        ids.add(id);
        claims.add(new Claim(name, id));
        for (Mail mail : mails.values()) {
            if (mail.sender.equals(name)) {
                mail.sender = id;
            }
            for (Version version : mail.versions.values()) {
                Entry claimed = version.recipients.remove(name);
                if (claimed != null) {
                    version.recipients.putIfAbsent(id, claimed);
                }
            }
        }
        for (Logged event : log.values()) {
            if (!event.isOpen() && event.audience().remove(name)) {
                event.audience().add(id);
            }
        }
    }

    /** Cursors that somebody may have seen last. */
    List<Long> cursors() {
        return new ArrayList<>(log.keySet());
    }
}
