package dev.intermute.message;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.intermute.access.Address;

/**
 * A message that is to be sent, checked by the rules that need no database.
 *
 * @param idGiven whether the client chose the id, so that it may have been used
 */
record Draft(
        String project,
        String id,
        boolean idGiven,
        Address from,
        List<String> to,
        List<String> cc,
        List<String> bcc,
        String threadId,
        String subject,
        String topic,
        String body,
        String importance,
        boolean ackRequired) {

    /** Every text in it that names somebody. */
    Set<String> references() {
        Set<String> all = new LinkedHashSet<>();
        all.add(from.written());
        all.addAll(to);
        all.addAll(cc);
        all.addAll(bcc);
        return all;
    }

    /** Who gets it, and how they were named: in the first of to, cc and bcc that names them. */
    Map<String, Kind> recipients(UnaryOperator<String> mailboxOf) {
        Map<String, Kind> recipients = new LinkedHashMap<>();
        to.forEach(name -> recipients.putIfAbsent(mailboxOf.apply(name), Kind.TO));
        cc.forEach(name -> recipients.putIfAbsent(mailboxOf.apply(name), Kind.CC));
        bcc.forEach(name -> recipients.putIfAbsent(mailboxOf.apply(name), Kind.BCC));
        return recipients;
    }

    /** Whether this says what the stored message says already: then it is a retry. */
    boolean sameContentAs(Message stored) {
        return sameSet(to, stored.to)
                && sameSet(cc, stored.cc)
                && sameSet(bcc, stored.bcc)
                && Objects.equals(threadId, stored.threadId)
                && Objects.equals(subject, stored.subject)
                && Objects.equals(topic, stored.topic)
                && body.equals(stored.body)
                && Objects.equals(importance, stored.importance)
                && ackRequired == stored.ackRequired;
    }

    private static boolean sameSet(Collection<String> a, Collection<String> b) {
        return new HashSet<>(a).equals(new HashSet<>(b));
    }

    /** Writes the content into a message. */
    void into(Message message) {
        message.from = from.written();
        message.to = to;
        message.cc = cc;
        message.bcc = bcc;
        message.threadId = threadId;
        message.subject = subject;
        message.topic = topic;
        message.body = body;
        message.importance = importance;
        message.ackRequired = ackRequired;
    }
}
