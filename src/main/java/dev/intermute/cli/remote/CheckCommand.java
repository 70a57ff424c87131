package dev.intermute.cli.remote;

import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.Availability;
import dev.intermute.client.Conflict;

/** Sees what stands in the way of a reservation. */
@Command(
        name = "check",
        description = "See who holds what you would reserve. Nothing is reserved by it. Ends with 3 if somebody does.",
        footer = {
            "",
            "Examples:",
            "  intermute check src/parse",
            "  intermute check --shared 'docs/**' && vi docs/index.md"
        })
@RegisterForReflection
public final class CheckCommand extends RemoteCommand {
    @Option(names = "--shared", description = "Only those count that don't share it.")
    private boolean shared;

    @Parameters(paramLabel = "PATTERN", arity = "1..*", description = "Relative paths with * ? [a-z] {a,b} **.")
    private List<String> patterns;

    @Override
    int run(Connection connection, Printer printer) {
        Availability found = connection
                .client()
                .reservations()
                .check(patterns, !shared, connection.agentIfAny().orElse(""));
        printer.answer(found, () -> print(found, printer));
        return (found.available() ? Exit.DONE : Exit.CONFLICT).code();
    }

    private static void print(Availability found, Printer printer) {
        if (found.available()) {
            printer.line("free");
            return;
        }
        Table table = printer.table("HELD BY", "STATE", "ENDS", "PATTERN", "OVERLAP", "REASON");
        for (Conflict conflict : found.conflicts()) {
            table.add(
                    Cell.of(conflict.heldBy()),
                    conflict.holderLiveness().map(printer::state).orElse(Cell.of("")),
                    Cell.of(printer.ago(conflict.expiresAt())),
                    Cell.of(conflict.pattern()),
                    Cell.of(conflict.overlaps()),
                    Cell.of(conflict.reason()));
        }
        printer.table(table);
    }
}
