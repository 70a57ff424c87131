package dev.intermute.cli.remote;

import java.time.Duration;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.AgentClient;
import dev.intermute.client.IntermuteException;
import dev.intermute.client.Reservation;
import dev.intermute.client.ReservationRequest;

/** Reserves files, for a while or for as long as a command runs. */
@Command(
        name = "reserve",
        customSynopsis = {
            "intermute reserve [OPTIONS] PATTERN...",
            "intermute reserve [OPTIONS] PATTERN... -- COMMAND [ARGUMENT...]"
        },
        description = {
            "Reserve files before you edit them: all patterns or none. The same again refreshes what you have.",
            "With a command the files are held while it runs and given back when it ends, also by a signal; its exit code is "
                    + "passed on. Where several commands of an agent, of one user on one machine, hold the same, the last gives "
                    + "it back; what was reserved without a command stays. Should the reservation be lost meanwhile the command is asked to end (SIGTERM), and the "
                    + "exit code is 3. The command finds its id and fence in $$INTERMUTE_RESERVATION and $$INTERMUTE_FENCE."
        },
        footer = {
            "",
            "Examples:",
            "  intermute reserve src/parse --reason 'rewrite the parser'",
            "  intermute reserve --shared 'docs/**/*.md' --ttl 120",
            "  intermute reserve --wait 60 src/parse -- ./mvnw verify"
        })
@RegisterForReflection
public final class ReserveCommand extends RemoteCommand {
    private static final String END_OF_PATTERNS = "--";
    private static final int MAX_WAIT_SECONDS = 60;
    private static final int DEFAULT_TTL_MINUTES = 30;
    /** Short, so that nothing stays locked for long behind a process that was killed. */
    private static final int TTL_MINUTES_OF_A_RUN = 2;

    @Option(names = "--shared", description = "Others may hold what overlaps, if they share it, too.")
    private boolean shared;

    @Option(names = "--reason", paramLabel = "TEXT", description = "What for, for others to read.")
    private String reason;

    @Option(
            names = "--ttl",
            paramLabel = "MINUTES",
            description = "How long it lasts: 1 to 1440. Default: 30; with a command 2, again and again while it runs.")
    private Integer ttl;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait until it can be granted: up to 60. Default: not at all.")
    private int wait;

    @Option(
            names = "--renew-on-heartbeat",
            description = "Each sign of life of the agent gives it its full time again.")
    private boolean renewOnHeartbeat;

    @Parameters(paramLabel = "PATTERN", arity = "1..*", description = "Relative paths with * ? [a-z] {a,b} **.")
    private List<String> positional;

    @Override
    int run(Connection connection, Printer printer) {
        List<String> command = command();
        List<String> patterns = positional.subList(0, positional.size() - command.size());
        if (patterns.isEmpty()) {
            throw usage("say what to reserve, before --");
        }
        AgentClient agent = connection.agent();
        Duration lasting = lasting(command.isEmpty());
        ReservationRequest request = request(patterns, lasting);
        if (!command.isEmpty()) {
            return hold(agent, request, lasting, printer).run(command);
        }
        Reservation reservation = agent.reserve(request);
        new Holders(Connection.state(surroundings())).keep(reservation.id());
        printer.answer(
                reservation,
                () -> printer.line("reserved " + String.join(" ", reservation.patterns()) + ", ends "
                        + printer.ago(reservation.expiresAt()) + " (" + reservation.id() + ")"));
        return Exit.DONE.code();
    }

    /** Reserves, and joins those who hold it; again where the last of them has given it back in between. */
    private Holding hold(AgentClient agent, ReservationRequest request, Duration lasting, Printer printer) {
        Holders holders = new Holders(Connection.state(surroundings()));
        while (true) {
            long before = agent.project().events().head();
            Reservation reservation = agent.reserve(request);
            // A grant is an event of the log: what was granted before is older. Others may have begun at the same time.
            boolean made = reservation.fence() > before;
            Holder holder = holders.join(reservation.id(), made);
            if (isHeld(agent, reservation, holder)) {
                warnIfAlone(holder, printer);
                return new Holding(agent, reservation, holder, lasting, printer);
            }
            holder.leave(() -> {});
        }
    }

    private static void warnIfAlone(Holder holder, Printer printer) {
        if (holder instanceof Holder.Alone) {
            printer.warning(
                    "the user's folder for state can't be written: when another command of this agent holds the same,"
                            + " the first to end gives it back; set XDG_STATE_HOME to a folder that can be written");
        }
    }

    private static boolean isHeld(AgentClient agent, Reservation reservation, Holder holder) {
        try {
            return agent.project().reservations().get(reservation.id()).active();
        } catch (IntermuteException e) {
            // Who ended meanwhile has left it to this one.
            holder.leave(() -> agent.release(reservation.id()));
            throw e;
        }
    }

    private List<String> command() {
        List<String> arguments = spec().commandLine().getParseResult().originalArgs();
        int end = arguments.indexOf(END_OF_PATTERNS);
        if (end == arguments.size() - 1) {
            // A variable that is empty, most likely: what it stood for wouldn't give the files back.
            throw usage("say which command to run, after --");
        }
        return end < 0 ? List.of() : arguments.subList(end + 1, arguments.size());
    }

    private Duration lasting(boolean alone) {
        int minutes = alone ? DEFAULT_TTL_MINUTES : TTL_MINUTES_OF_A_RUN;
        return Ttl.of(this, ttl == null ? minutes : ttl);
    }

    private ReservationRequest request(List<String> patterns, Duration lasting) {
        if (wait < 0 || wait > MAX_WAIT_SECONDS) {
            throw usage("--wait must be from 0 to " + MAX_WAIT_SECONDS + " seconds, not " + wait);
        }
        ReservationRequest request = ReservationRequest.of(patterns).lasting(lasting);
        request = shared ? request.shared() : request;
        request = reason == null ? request : request.reason(reason);
        request = renewOnHeartbeat ? request.renewOnHeartbeat() : request;
        return wait == 0 ? request : request.waitUpTo(Duration.ofSeconds(wait));
    }
}
