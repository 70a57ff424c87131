package dev.intermute.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service ends under load and comes again, several times, while agents send and reserve and others follow, all by the SDK
 * and none with a line of its own for it.
 */
@Timeout(180)
class SubscriptionRestartIT {
    private static final int SENDERS = 4;
    private static final int SENDS_BETWEEN = 150;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** As long as a restart takes on a machine that is busy; and a service that stops asks for a second. */
    private static final RetryPolicy PATIENT = new RetryPolicy(200, Duration.ofMillis(20), Duration.ofSeconds(2));

    private final Path folder = PackagedServer.freshFolder();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger outages = new AtomicInteger();
    private final AtomicInteger resumptions = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final Seen ofProject = new Seen();
    private final Seen ofAgent = new Seen();

    @Test
    void nothing_is_missed_or_handled_twice_over_stops_and_kills_under_load() throws Exception {
        PackagedServer server = PackagedServer.start(folder);
        URI url = URI.create(server.url());
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try (IntermuteClient client =
                IntermuteClient.at(url).project("p").retry(PATIENT).open()) {
            AgentClient bob = client.register("bob");
            Subscribe how = Subscribe.after(0)
                    .onOutage(lost -> outages.incrementAndGet())
                    .onResumed(resumptions::incrementAndGet);
            List<Subscription> subscriptions = List.of(
                    client.events().subscribe(how, ofProject), bob.events().subscribe(how, ofAgent));
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                AgentClient sender = client.register("sender" + i);
                sending.add(senders.submit(() -> send(sender)));
            }

            for (boolean killed : List.of(false, true, false, true)) {
                awaitSends(sending);
                if (killed) {
                    server.kill();
                } else {
                    assertThat(server.terminate()).isZero();
                }
                server.close();
                server = PackagedServer.startAt(url.getPort(), folder);
                server.url();
            }
            awaitSends(sending);
            enough.countDown();
            for (Future<?> one : sending) {
                one.get();
            }

            check(client, bob, subscriptions);
        } finally {
            enough.countDown();
            senders.shutdownNow();
            server.close();
        }
    }

    private void awaitSends(List<Future<?>> sending) throws Exception {
        int before = acknowledged.size();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> acknowledged.size() > before + SENDS_BETWEEN && resumptions.get() == outages.get()
                        || sending.stream().anyMatch(Future::isDone));
        for (Future<?> one : sending) {
            if (one.isDone()) {
                // None ends by itself: this tells what ended it.
                one.get();
            }
        }
    }

    /** What a program would do that knows nothing of restarts. */
    private void send(AgentClient sender) {
        String own = sender.registered().name();
        for (int i = 0; enough.getCount() > 0; i++) {
            MessageDraft draft = i % 3 == 0 ? MessageDraft.to("bob") : MessageDraft.to("carol");
            acknowledged.add(sender.send(draft.body(own + " " + i)).messageId());
            if (i % 5 == 0) {
                Reservation reservation = sender.reserve(own + "/" + i);
                sender.release(reservation.id());
            }
        }
    }

    private void check(IntermuteClient client, AgentClient bob, List<Subscription> subscriptions) {
        // Everybody sees how the log ends; what is last may else be a message to carol.
        bob.reserve("the/end");
        List<Event> log = log(client);
        long end = log.get(log.size() - 1).cursor();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> subscriptions.stream().allMatch(subscription -> subscription.cursor() >= end));
        subscriptions.forEach(Subscription::close);
        subscriptions.forEach(Subscription::await);

        assertThat(seen(ofProject.events())).isEqualTo(seen(log));
        assertThat(ids(log)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(ids(ofAgent.events())).isEqualTo(inbox(bob)).isNotEmpty();
        assertThat(seen(without(ofAgent.events()))).isEqualTo(seen(without(log)));
        assertThat(ofAgent.cursors()).isSorted().doesNotHaveDuplicates();
        assertThat(outages.get()).isGreaterThanOrEqualTo(8);
        System.out.printf(
                "%d messages acknowledged, %d events in the log; the project's handler saw %d, the agent's %d, over %d outages%n",
                acknowledged.size(),
                log.size(),
                ofProject.events().size(),
                ofAgent.events().size(),
                outages.get());
    }

    private static List<Event> log(IntermuteClient client) {
        List<Event> log = new ArrayList<>();
        EventPage page = client.events().read(Page.first().limit(1000));
        log.addAll(page.events());
        while (page.hasMore()) {
            page = client.events().read(Page.after(page.cursor()).limit(1000));
            log.addAll(page.events());
        }
        return log;
    }

    private static List<String> inbox(AgentClient agent) {
        List<String> ids = new ArrayList<>();
        MessagePage page = agent.inbox(Page.first().limit(1000));
        while (!page.messages().isEmpty()) {
            page.messages().forEach(message -> ids.add(message.id()));
            page = agent.inbox(Page.after(page.cursor()).limit(1000));
        }
        return ids;
    }

    private static List<String> seen(List<Event> events) {
        return events.stream()
                .map(event -> event.cursor() + " " + event.type() + " " + event.messageId() + event.entityId())
                .toList();
    }

    private static List<String> ids(List<Event> events) {
        return events.stream()
                .filter(event -> event.type().equals("message.created"))
                .map(Event::messageId)
                .toList();
    }

    /** What everybody may know. */
    private static List<Event> without(List<Event> events) {
        return events.stream()
                .filter(event -> !event.type().startsWith("message."))
                .toList();
    }
}
