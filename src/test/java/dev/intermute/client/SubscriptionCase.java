package dev.intermute.client;

import java.time.Duration;
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

    @AfterEach
    final void closeAll() {
        client.close();
        service.close();
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
