package dev.intermute.cli.remote;

import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.intermute.client.IntermuteException;

/** A command that talks to a service: opens the way to it, and tells what came of it. */
@RegisterForReflection
abstract class RemoteCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceOptions options;

    @Override
    public final Integer call() {
        Printer printer = Printer.of(spec.commandLine(), options.json(), surroundings());
        try (Connection connection = open(options)) {
            return run(connection, printer);
        } catch (IntermuteException e) {
            printer.failure(e);
            return Exit.of(e).code();
        } catch (Each.FailedException e) {
            printer.failure(e.named(), e.failure());
            return Exit.of(e.failure()).code();
        } catch (IdentityFileException e) {
            printer.failure("identity_file", e.getMessage());
            return Exit.FAILED.code();
        } catch (BusyTreeException e) {
            printer.failure("busy", e.getMessage());
            return Exit.UNAVAILABLE.code();
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** Opens the way to the service. */
    Connection open(ServiceOptions how) {
        return Connection.open(how, surroundings());
    }

    /**
     * Does it, and gives the exit code.
     *
     * @throws IntermuteException if a call fails; the command ends with its {@link Exit} then
     */
    abstract int run(Connection connection, Printer printer);

    /** What is wrong with the command line beyond what its options tell by themselves. */
    final ParameterException usage(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    final CommandSpec spec() {
        return spec;
    }

    final Surroundings surroundings() {
        return ((RemoteRoot) spec.root().userObject()).surroundings();
    }
}
