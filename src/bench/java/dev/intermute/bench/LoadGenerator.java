package dev.intermute.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures one or several servers, in rounds that alternate between them, and prints medians. */
@Command(
        name = "load",
        sortOptions = false,
        description = "Measures intermute, or whatever speaks its contract. Exit code 3: a request failed.")
public final class LoadGenerator implements Callable<Integer> {
    private static final int SOME_FAILED = 3;
    private static final String SELF_CHECK = "self-check";

    @Parameters(paramLabel = "SCENARIO", description = "${COMPLETION-CANDIDATES}; the no-op is measured in any case.")
    private List<Scenario> scenarios = List.of(Scenario.SEND);

    @ArgGroup(exclusive = false, multiplicity = "0..*", heading = "Servers; repeat for several:%n")
    private List<ServerOptions> servers = new ArrayList<>();

    @Option(names = "--connections", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--rate",
            description = "Requests a second that fall due at fixed times; else each after an answer.")
    private Optional<Double> rate = Optional.empty();

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds a scenario. Default: ${DEFAULT-VALUE}.")
    private int warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "20", description = "Length of a round. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--senders", defaultValue = "8", description = "Of the mixed load. Default: ${DEFAULT-VALUE}.")
    private int senders;

    @Option(names = "--messages", defaultValue = "10000", description = "In the inboxes. Default: ${DEFAULT-VALUE}.")
    private int messages;

    @Option(
            names = "--reservations",
            defaultValue = "1000",
            description = "That others hold. Default: ${DEFAULT-VALUE}.")
    private int reservations;

    @Option(names = "--sockets", defaultValue = "1000", description = "That listen. Default: ${DEFAULT-VALUE}.")
    private int sockets;

    @Option(names = "--threads", defaultValue = "1", description = "Of the generator. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write all figures as JSON, too.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--self-check",
            description =
                    "Measures the generator itself, against a responder in this process that does next to nothing.")
    private boolean selfCheck;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this.")
    private boolean help;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs it from a command line. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Reads a command line. */
    static CommandLine commandLine() {
        return new CommandLine(new LoadGenerator())
                .registerConverter(Scenario.class, LoadGenerator::scenario)
                .setExecutionExceptionHandler(LoadGenerator::failed)
                .setUsageHelpAutoWidth(true);
    }

    /** A server that can't be reached, or that refuses, is told in a line; anything else is our own fault. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            command.getErr().println(failure);
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static Scenario scenario(String label) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> scenario.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException(
                        "'" + label + "' is none of " + Arrays.toString(Scenario.values())));
    }

    @Override
    public Integer call() throws IOException {
        if (servers.isEmpty()) {
            servers.add(new ServerOptions());
        }
        check();
        Results results = selfCheck ? checkItself() : measureServers();
        System.out.print(new Table(results.folded()));
        results.remarks().forEach(System.out::println);
        if (json.isPresent()) {
            new JsonReport(spec.commandLine().getParseResult().originalArgs(), results).write(json.get());
        }
        return results.hasErrors() ? SOME_FAILED : CommandLine.ExitCode.OK;
    }

    private void check() {
        if (Math.min(Math.min(connections, rounds), Math.min(seconds, threads)) < 1
                || Math.min(Math.min(sockets, senders), Math.min(warmUpSeconds, reservations)) < 0) {
            throw usage("numbers must be positive; --sockets, --senders, --reservations and --warm-up can be 0");
        }
        if (rate.isPresent() && rate.get() <= 0) {
            throw usage("--rate must be positive");
        }
        if (messages < Fixture.MESSAGES_A_POSITION) {
            throw usage("--messages must be " + Fixture.MESSAGES_A_POSITION + " or more, so that every page is full");
        }
        if (servers.stream().map(ServerOptions::label).distinct().count() < servers.size()) {
            throw usage("each of several servers must have a --server LABEL of its own");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private Results checkItself() throws IOException {
        try (Responder responder = new Responder()) {
            MeasuredServer self = MeasuredServer.running(SELF_CHECK, responder.url(), "/", Optional.empty());
            return measure(List.of(self), EnumSet.of(Scenario.NOOP, Scenario.SEND, Scenario.FAN_OUT));
        }
    }

    private Results measureServers() throws IOException {
        Set<Scenario> chosen = EnumSet.of(Scenario.NOOP);
        chosen.addAll(scenarios);
        Deque<MeasuredServer> open = new ArrayDeque<>();
        try {
            for (ServerOptions each : servers) {
                open.add(each.open());
            }
            return measure(new ArrayList<>(open), chosen);
        } finally {
            open.forEach(MeasuredServer::close);
        }
    }

    private Results measure(List<MeasuredServer> open, Set<Scenario> chosen) throws IOException {
        Results results = new Results();
        OptionalDouble perSecond = rate.map(OptionalDouble::of).orElse(OptionalDouble.empty());
        Volume volume = new Volume(connections, perSecond, senders, messages, sockets, reservations);
        Measurement measurement = new Measurement(volume, threads, results);
        for (Scenario scenario : chosen) {
            for (MeasuredServer server : open) {
                measurement.warmUp(server, scenario, Duration.ofSeconds(warmUpSeconds));
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Scenario scenario : chosen) {
                for (MeasuredServer server : open) {
                    measurement.measure(server, scenario, Duration.ofSeconds(seconds));
                }
            }
        }
        return results;
    }
}
