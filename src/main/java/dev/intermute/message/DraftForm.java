package dev.intermute.message;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.Ids;
import dev.intermute.http.Text;

/** Checks the body of a send, by the rules that need no database. */
@ApplicationScoped
class DraftForm {
    /** The most recipients of one message, in to, cc and bcc together. */
    static final int MAX_RECIPIENTS = 1000;

    private static final Set<String> IMPORTANCE = Set.of("low", "normal", "high", "urgent");
    private static final Set<String> TRANSPORT = Set.of("async", "live", "both");

    private final Ids ids;

    DraftForm(Ids ids) {
        this.ids = ids;
    }

    Draft check(Scope scope, SendRequest body) {
        if (body.from() == null) {
            throw ApiException.invalid("from", "Field from must name the sender.");
        }
        List<String> to = names("to", body.to(), 0);
        List<String> cc = names("cc", body.cc(), to.size());
        List<String> bcc = names("bcc", body.bcc(), to.size() + cc.size());
        if (to.isEmpty()) {
            throw ApiException.invalid("to", "Field to must name at least one recipient.");
        }
        Text.checkName("id", body.id());
        Text.checkName("thread_id", body.threadId());
        Text.checkLength("subject", body.subject());
        Text.checkName("topic", body.topic());
        checkOneOf("importance", body.importance(), IMPORTANCE);
        checkOneOf("transport", body.transport(), TRANSPORT);
        return new Draft(
                scope.project(),
                body.id() == null ? ids.next() : body.id(),
                body.id() != null,
                scope.actFor("from", body.from()),
                to,
                cc,
                bcc,
                body.threadId(),
                body.subject(),
                body.topic() == null ? null : body.topic().strip().toLowerCase(Locale.ROOT),
                body.body() == null ? "" : body.body(),
                body.importance(),
                Boolean.TRUE.equals(body.ackRequired()));
    }

    private static List<String> names(String field, List<String> given, int before) {
        if (given == null) {
            return List.of();
        }
        List<String> names = given.stream().filter(Objects::nonNull).toList();
        if (before + names.size() > MAX_RECIPIENTS) {
            throw ApiException.invalid(field, "A message has at most " + MAX_RECIPIENTS + " recipients; send several.");
        }
        names.forEach(name -> Text.checkName(field, name));
        return names;
    }

    private static void checkOneOf(String field, String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw ApiException.invalid(
                    field,
                    field + " must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()) + ".");
        }
    }
}
