package dev.intermute.cli.remote;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.AgentClient;
import dev.intermute.client.Registered;
import dev.intermute.client.Registration;

/** Registers the agent of this working tree, and keeps what the other commands need. */
@Command(
        name = "register",
        description = {
            "Register as an agent of the project. The other commands, run in the same working tree, act as this agent: where "
                    + "the service is, the project, the key and the agent's token are kept in a file that only you can read.",
            "The same name again, or none, is the same agent."
        },
        footer = {
            "",
            "Examples:",
            "  intermute register ada --project demo",
            "  intermute register --capability java --capability sql",
            "  INTERMUTE_API_KEY=… intermute register bob --project demo --url http://build.example:7338"
        })
@RegisterForReflection
public final class RegisterCommand extends RemoteCommand {
    @Option(names = "--capability", paramLabel = "WORD", split = ",", description = "What it can do; may be repeated.")
    private List<String> capabilities = List.of();

    @Option(
            names = "--metadata",
            paramLabel = "KEY=VALUE",
            description = "What else it says of itself; may be repeated.")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(names = "--status", paramLabel = "TEXT", description = "Its own word for its state.")
    private String status;

    @Option(names = "--refuse-taken", description = "Fail with 3 if a live agent has the name; else it gets a number.")
    private boolean refuseTaken;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Its name. Default: the one it has, else two words.")
    private String name;

    @Override
    Connection open(ServiceOptions how) {
        return Connection.openToRegister(how, surroundings());
    }

    @Override
    int run(Connection connection, Printer printer) {
        // A variable that is empty is no name.
        Optional<String> wanted = Optional.ofNullable(name).filter(text -> !text.isBlank());
        AgentClient agent = connection.client().register(registration(wanted, connection.known(wanted)));
        Connection.Kept kept = connection.keep(agent);
        Registered registered = agent.registered();
        printer.answer(registered, () -> {
            printer.line("registered as " + registered.name()
                    + (kept.project().isEmpty() ? "" : " in project " + kept.project()));
            if (!registered.requestedName().isEmpty()) {
                printer.line("another live agent is called " + registered.requestedName());
            }
            printer.dimLine("kept in " + kept.file());
        });
        return Exit.DONE.code();
    }

    private Registration registration(Optional<String> wanted, Optional<Identity> known) {
        Registration registration = known.map(Identity::name)
                .or(() -> wanted)
                .map(Registration::named)
                .orElseGet(Registration::anonymous);
        registration = known.isEmpty()
                ? registration
                : registration.session(known.get().sessionId(), known.get().token());
        registration =
                capabilities.isEmpty() ? registration : registration.capabilities(capabilities.toArray(String[]::new));
        registration = metadata.isEmpty() ? registration : registration.metadata(metadata);
        registration = status == null ? registration : registration.status(status);
        return refuseTaken ? registration.refuseTakenName() : registration;
    }
}
