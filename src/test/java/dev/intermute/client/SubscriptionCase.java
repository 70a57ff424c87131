package dev.intermute.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A client of a service that does what the test says. */
@Timeout(60)
abstract class SubscriptionCase {
    private static final RetryPolicy QUICK = new RetryPolicy(2, Duration.ofMillis(2), Duration.ofMillis(50));

    protected final ScriptedService service = new ScriptedService();
    protected final IntermuteClient client =
            IntermuteClient.at(service.url()).project("p").retry(QUICK).open();
    protected final Seen seen = new Seen();
    /** What the listeners of {@link #subscribe} heard. */
    protected final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    final void closeAll() {
        client.close();
        service.close();
    }

    /** Follows everything, and keeps what is told of outages. */
    protected final Subscription subscribe(Subscribe how) {
        return client.events()
                .subscribe(
                        how.onOutage(lost -> told.add(lost.code().wire() + ": " + lost.getMessage()))
                                .onResumed(() -> told.add("resumed")),
                        seen);
    }

    /** What ended it, which something must have. */
    protected static Throwable failure(Subscription subscription) throws InterruptedException, TimeoutException {
        try {
            subscription.done().toCompletableFuture().get(30, TimeUnit.SECONDS);
            throw new AssertionError("it ended well");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
