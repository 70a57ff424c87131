package dev.intermute.push;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.mutiny.Uni;

/**
 * Carries what {@link UpgradeFilter} has found out about a request over to the socket that it becomes, with the way in
 * from its client.
 */
@ApplicationScoped
class UpgradeTicket implements HttpUpgradeCheck {
    private static final String LOCAL = UpgradeTicket.class.getName();
    private static final TypedKey<Ticket> KEY = new TypedKey<>(LOCAL);

    record Ticket(Opening opening, Intake intake) {}

    /** Keeps it with the request that is being handled. */
    static void keep(Opening opening, Intake intake) {
        ContextLocals.put(LOCAL, new Ticket(opening, intake));
    }

    static Ticket of(WebSocketConnection connection) {
        return connection.userData().get(KEY);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        Ticket ticket = ContextLocals.<Ticket>get(LOCAL)
                .orElseThrow(() -> new IllegalStateException("an upgrade that the filter hasn't seen"));
        context.userData().put(KEY, ticket);
        return CheckResult.permitUpgrade();
    }
}
