package dev.intermute.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the service. It only passes flags on as properties: what the server needs at start happens in its beans. */
@Command(
        name = "serve",
        description = "Run the service until it is stopped (SIGTERM or SIGINT).",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  intermute serve",
            "  intermute serve --port 8080 --db /var/lib/intermute/intermute.db",
            "  INTERMUTE_HOST=0.0.0.0 intermute serve --keys-file /etc/intermute/keys.yaml",
            "",
            "Each setting is an environment variable, too: INTERMUTE_HOST, INTERMUTE_PORT and so on. A flag comes first.",
            "Exit codes: 0 stopped, 1 failed, 2 bad usage."
        })
@RegisterForReflection
final class ServeCommand implements Callable<Integer> {

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on. Default: 127.0.0.1.")
    private void host(String value) {
        give(Setting.HOST, value);
    }

    @Option(names = "--port", paramLabel = "PORT", description = "The port; 0 takes any that is free. Default: 7338.")
    private void port(String value) {
        give(Setting.PORT, value);
    }

    @Option(names = "--db", paramLabel = "FILE", description = "The database file. Default: intermute.db.")
    private void db(String value) {
        give(Setting.DB, value);
    }

    @Option(names = "--socket", paramLabel = "PATH", description = "A Unix socket to listen on as well. Default: none.")
    private void socket(String value) {
        give(Setting.SOCKET, value);
    }

    @Option(names = "--keys-file", paramLabel = "FILE", description = "The keys file. Default: intermute.keys.yaml.")
    private void keysFile(String value) {
        give(Setting.KEYS_FILE, value);
    }

    @Override
    public Integer call() {
        for (Setting setting : Setting.values()) {
            if (!given.containsKey(setting) && !setting.isSet()) {
                setting.problemIn(System.getenv()).ifPresent(this::refuse);
            }
        }
        given.forEach(Setting::set);
        return new ServerProcess(spec.commandLine().getErr()).run();
    }

    private void give(Setting setting, String value) {
        setting.problemOfFlag(value).ifPresent(this::refuse);
        given.put(setting, value);
    }

    private void refuse(String problem) {
        throw new ParameterException(spec.commandLine(), problem);
    }
}
