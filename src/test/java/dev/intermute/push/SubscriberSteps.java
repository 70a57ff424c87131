package dev.intermute.push;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.intermute.event.Committed;
import dev.intermute.event.Event;
import dev.intermute.event.Frame;
import dev.intermute.event.Mail;
import dev.intermute.event.Replay;
import dev.intermute.event.TestEvents;

/** A socket's way through the log with the network and the log in the test's hands. */
abstract class SubscriberSteps {
    static final String ANN = "ann";

    final FakeNetwork network = new FakeNetwork();
    final Steps steps = new Steps();
    final FrameWriter writer = new FrameWriter(new ObjectMapper().registerModule(new JavaTimeModule()));
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Load load = new Load();
    final FakeLimits limits = new FakeLimits();

    Subscriber subscriber(String mailbox, boolean settled, long cursor) {
        Opening opening = new Opening("p", mailbox, settled, cursor, Optional.empty());
        return new Subscriber(opening, network, steps, writer, limits, load, new PushMetrics(registry));
    }

    void offer(Subscriber subscriber, Committed.Change change) {
        String mailbox = change.mail().mailboxes().iterator().next();
        subscriber.offer(Outgoing.copy(change.event(), mailbox, new Content(writer, change.mail()), 1));
    }

    void supersede(Subscriber subscriber, Committed.Change change) {
        subscriber.supersede(new Revision(change, new Content(writer, change.mail())));
    }

    static Committed.Change mail(long cursor, String message, String body, String... mailboxes) {
        return new Committed.Change(
                event(cursor, message), new Mail(Map.of("body", body), body.length(), Set.of(mailboxes)));
    }

    private static Event event(long cursor, String message) {
        return TestEvents.message(cursor, message);
    }

    Replay page(long cursor, boolean more, Committed.Change... changes) {
        List<Replay.Entry> entries = Arrays.stream(changes)
                .map(change -> new Replay.Entry(
                        change.event(), Frame.of(change.event(), change.mail().content(), ANN)))
                .toList();
        return new Replay(entries, cursor, cursor, more, ANN);
    }

    /** Counts what the subscriber asks for; the test does it. */
    static final class Steps implements Course {
        int reads;
        int joins;

        @Override
        public void readOn(Subscriber subscriber) {
            reads++;
        }

        @Override
        public void join(Subscriber subscriber) {
            joins++;
        }
    }
}
