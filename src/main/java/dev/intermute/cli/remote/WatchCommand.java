package dev.intermute.cli.remote;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.intermute.client.Event;
import dev.intermute.client.Events;
import dev.intermute.client.Json;
import dev.intermute.client.Subscribe;
import dev.intermute.client.Subscription;

/** Follows what happens. */
@Command(
        name = "watch",
        description = {
            "Follow what happens, an event a line, until it is stopped: your mail, and what everybody in the project may know.",
            "When the connection is lost it is opened again, and goes on where it was: nothing is missed, and nothing comes "
                    + "twice."
        },
        footer = {
            "",
            "Examples:",
            "  intermute watch",
            "  intermute watch --all --type 'reservation.*' --type task.completed",
            "  intermute watch --json --since 0 --count 10"
        })
@RegisterForReflection
public final class WatchCommand extends RemoteCommand {
    @Option(
            names = "--all",
            description = "Everything in the project, all mail too. Without an agent this goes without saying.")
    private boolean all;

    @Option(
            names = "--since",
            paramLabel = "CURSOR",
            description = "First what has happened after this position; 0: from the beginning. Default: from now on.")
    private Long since;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            description = "Only events of this type, or of a family such as message.*; may be repeated.")
    private List<String> types = List.of();

    @Option(names = "--count", paramLabel = "N", description = "End after so many events.")
    private Integer count;

    @Override
    int run(Connection connection, Printer printer) {
        if (count != null && count < 1) {
            throw usage("--count must be at least 1, not " + count);
        }
        Events events = all || connection.agentIfAny().isEmpty()
                ? connection.client().events()
                : connection.agent().events();
        EventLine line = new EventLine(new Names(connection.client().agents()));
        Lines lines = new Lines(printer, line, count == null ? OptionalLong.empty() : OptionalLong.of(count));
        // Asked in any case, so that a service that is away is told at once instead of waited for.
        long head = connection.client().events().head();
        Subscribe how = Subscribe.after(since == null ? head : since(since))
                .types(types.toArray(String[]::new))
                .onOutage(lost -> printer.warning(lost.getMessage() + "; trying again"))
                .onResumed(() -> printer.warning("connected again, and nothing was missed"));
        try (Subscription subscription = events.subscribe(how, lines::take)) {
            subscription.done().whenComplete((end, failure) -> lines.enough.countDown());
            lines.await();
            if (!lines.full()) {
                subscription.await();
            }
        }
        return Exit.DONE.code();
    }

    private long since(long cursor) {
        if (cursor < 0) {
            throw usage("--since must be a cursor, hence at least 0, not " + cursor);
        }
        return cursor;
    }

    /** What was printed, up to a bound. */
    private static final class Lines {
        private final Printer printer;
        private final EventLine line;
        private final OptionalLong most;
        private final CountDownLatch enough = new CountDownLatch(1);
        private volatile long printed;
        private volatile boolean gone;

        private Lines(Printer printer, EventLine line, OptionalLong most) {
            this.printer = printer;
            this.line = line;
            this.most = most;
        }

        private void take(Event event) {
            if (full()) {
                return;
            }
            if (printer.json()) {
                printer.raw(Json.of(event));
            } else {
                printer.line(line.of(event));
            }
            printed++;
            // Java hears of no SIGPIPE: what reads this, head say, may have seen enough.
            gone = printer.isUnread();
            if (full()) {
                enough.countDown();
            }
        }

        private boolean full() {
            return gone || most.isPresent() && printed >= most.getAsLong();
        }

        private void await() {
            try {
                enough.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
