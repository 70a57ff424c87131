package dev.intermute.reservation.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What is done when the clients of a run have ended: all that is held is released, and the histories are checked. */
final class Inquest {
    static final int PROJECTS = 6;

    private static final int AGENT_LIMIT = 4;
    private static final int SHOWN = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PackagedServer server;
    private final LeaseHistory history;
    private final List<Findings> found = new ArrayList<>();
    private final List<Logged> events = new ArrayList<>();

    Inquest(PackagedServer server, LeaseHistory history) {
        this.server = server;
        this.history = history;
    }

    /**
     * Few reservations an agent, so that some are one too many, and a sweeper that soon finds who has crashed; and, where the
     * service runs on a Java machine, its quicker compiler: the other would be at work for most of such short lives.
     */
    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("INTERMUTE_RESERVATION_AGENT_LIMIT", Integer.toString(AGENT_LIMIT));
        settings.put("INTERMUTE_RESERVATION_SILENCE", "1500ms");
        settings.put("INTERMUTE_RESERVATION_SWEEP_INTERVAL", "100ms");
        if (!PackagedProgram.isNative()) {
            settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        }
        return settings;
    }

    static String project(int number) {
        return "p" + number;
    }

    /** Whoever hung up has left the line before all is released, or it might be granted something after that. */
    void endAll() {
        Awaitility.await().atMost(PATIENCE).until(() -> server.metric("intermute_reservations_waiting", "") == 0);
        try (Caller caller = new Caller(server::url, history::add)) {
            history.operations().stream()
                    .map(operation -> new Agent(operation.project(), operation.agent()))
                    .distinct()
                    .forEach(agent -> caller.ask(agent.project, agent.id, new Asked.ReleaseAll()));
        }
    }

    void check() {
        Client client = server.client();
        Slack slack = new Slack(history.operations());
        IntStream.range(0, PROJECTS).mapToObj(Inquest::project).forEach(project -> {
            LeaseLog log = LeaseLog.read(client, project);
            List<Operation> operations = history.operations().stream()
                    .filter(operation -> operation.project().equals(project))
                    .toList();
            events.addAll(log.events());
            found.add(new LeaseCheck(operations, log, slack, AGENT_LIMIT).find());
        });
    }

    /** The first few: where one thing is wrong there may be thousands. */
    List<Findings.Violation> violations() {
        return found.stream()
                .flatMap(one -> one.violations().stream())
                .limit(SHOWN)
                .toList();
    }

    /** A check that had nothing to look at proves nothing. */
    void assertThatMuchWasSeen() {
        assertThat(events).extracting(Logged::kind).contains(Logged.Kind.values());
        assertThat(count(one -> one.isRefusedWith("reservation_conflict"))).isPositive();
        assertThat(count(one -> one.isWait() && one.isGranted())).isPositive();
        assertThat(found).anyMatch(one -> one.turns() > 0).anyMatch(one -> one.heldPairs() > 0);
    }

    String figures() {
        return "%,d operations, %,d unanswered; %s; %s; judged: %s; %,d violations"
                .formatted(
                        history.size(),
                        count(one -> !one.isAnswered()),
                        answers(),
                        log(),
                        judged(),
                        total(found -> found.violations().size()));
    }

    private String answers() {
        return "%,d grants, %,d refreshed, %,d conflicts, %,d over the limit; %,d waits of which %,d timed out"
                .formatted(
                        count(Operation::isFresh),
                        count(one -> one.isGranted() && !one.isFresh()),
                        count(one -> !one.isWait() && one.isRefusedWith("reservation_conflict")),
                        count(one -> one.isRefusedWith("reservation_limit")),
                        count(Operation::isWait),
                        count(one -> one.isWait() && one.isRefusedWith("reservation_conflict")));
    }

    private String log() {
        List<Logged> expired = events.stream()
                .filter(event -> event.kind() == Logged.Kind.EXPIRED)
                .toList();
        return "%,d events, %,d expired of which %,d since their time was up"
                .formatted(
                        events.size(),
                        expired.size(),
                        expired.stream()
                                .filter(event -> !event.expiresAt().isAfter(event.createdAt()))
                                .count());
    }

    private String judged() {
        return "%,d pairs held at once, %,d in line when room was made, %,d turns"
                .formatted(total(Findings::heldPairs), total(Findings::waitsInLine), total(Findings::turns));
    }

    private int total(ToIntFunction<Findings> count) {
        return found.stream().mapToInt(count).sum();
    }

    private long count(Predicate<Operation> which) {
        return history.operations().stream().filter(which).count();
    }

    private record Agent(String project, String id) {}
}
