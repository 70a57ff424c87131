package dev.intermute.agent;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Scope;
import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Ids;
import dev.intermute.http.Text;

/** Checks the body of a registration, by the rules that need no database, and draws what is random in it. */
@ApplicationScoped
class RegistrationForm {
    /** The most capabilities of one agent. */
    static final int MAX_CAPABILITIES = 100;

    private static final int TOKEN_BYTES = 32;
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NAME_CONFLICT = Pattern.compile("number|refuse");

    private final Ids ids;
    private final NameGenerator names;
    private final SecureRandom random = new SecureRandom();

    RegistrationForm(Ids ids, NameGenerator names) {
        this.ids = ids;
        this.names = names;
    }

    /** What a client asks for that asks for nothing: a name, a session, a token. */
    RegisterRequest empty() {
        return new RegisterRequest(null, null, null, null, null, null, null);
    }

    Registration check(Scope scope, RegisterRequest body, String presentedToken) {
        Text.checkName("name", body.name());
        if (body.name() != null && UUID_FORM.matcher(body.name()).matches()) {
            throw ApiException.invalid("name", "A name must not look like a UUID: it would pass for an agent's id.");
        }
        if (body.nameConflict() != null
                && !NAME_CONFLICT.matcher(body.nameConflict()).matches()) {
            throw ApiException.invalid("name_conflict", "name_conflict must be number or refuse.");
        }
        return new Registration(
                scope.project(),
                Optional.ofNullable(body.name()),
                Optional.ofNullable(body.sessionId()).map(RegistrationForm::session),
                Optional.ofNullable(body.capabilities()).map(RegistrationForm::capabilities),
                Optional.ofNullable(body.metadata()).map(metadata -> Metadata.merge(Map.of(), metadata)),
                Optional.ofNullable(body.status()),
                "refuse".equals(body.nameConflict()),
                scope.identity().isPresent() ? Optional.empty() : scope.tokenOwner(),
                new Registration.Drawn(
                        ids.next(), UUID.randomUUID().toString(), token(), strip(presentedToken), names.candidates()));
    }

    private static String session(String text) {
        String session = text.strip();
        if (!UUID_FORM.matcher(session).matches()) {
            throw new ApiException(
                            ErrorCode.INVALID_SESSION_ID, "session_id must be a UUID; leave it out to be given one.")
                    .with("field", "session_id");
        }
        return session.toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> capabilities(List<String> given) {
        List<String> capabilities =
                given.stream().filter(Objects::nonNull).distinct().toList();
        if (capabilities.size() > MAX_CAPABILITIES) {
            throw ApiException.invalid("capabilities", "An agent has at most " + MAX_CAPABILITIES + " capabilities.");
        }
        return capabilities;
    }

    private static String strip(String text) {
        return text == null ? null : text.strip();
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
