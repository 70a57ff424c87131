package dev.intermute.cli;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

import dev.intermute.http.StartRefused;

/** Says in one line why the service didn't start, and what to do. */
final class StartFailure {

    private static final String LOG_LEVEL_PROPERTY = "intermute.log-level";
    private static final String LOG_LEVEL_VARIABLE = "INTERMUTE_LOG_LEVEL";
    /** SmallRye Config's own number of a problem, and the class of a problem that was an exception. */
    private static final Pattern CONFIG_NOISE = Pattern.compile("(?:[\\w.$]+(?:Exception|Error): )?(?:SRCFG\\d+: )?");

    private StartFailure() {}

    /** Gives the line for a failure, without the program's name before it. */
    static String explain(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.stream()
                .map(StartFailure::known)
                .flatMap(Optional::stream)
                .findFirst()
                .map(OneLine::of)
                .orElseGet(() -> unknown(chain.get(chain.size() - 1)));
    }

    /** Tells whether the user asked for more than a line, as the line itself advises. */
    static boolean wantsStackTrace() {
        String level = System.getProperty(LOG_LEVEL_PROPERTY, System.getenv(LOG_LEVEL_VARIABLE));
        return level != null
                && List.of("DEBUG", "TRACE", "ALL").contains(level.strip().toUpperCase(Locale.ROOT));
    }

    private static Optional<String> known(Throwable failure) {
        if (failure instanceof StartRefused && failure.getMessage() != null) {
            return Optional.of(failure.getMessage());
        }
        if (failure instanceof QuarkusBindException bind) {
            return Optional.of(
                    bind(bind, (bind.getPort() > 0 ? "port " + bind.getPort() : "any port") + " on " + bind.getHost()));
        }
        if (failure instanceof BindException bind) {
            return Optional.of(bind(bind, "the port"));
        }
        if (failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException) {
            return Optional.of("the host to listen on is not known (" + failure.getMessage()
                    + "); choose another with --host, such as 127.0.0.1");
        }
        if (failure instanceof ConfigValidationException config) {
            return Optional.of(IntStream.range(0, config.getProblemCount())
                    .mapToObj(i -> config.getProblem(i).getMessage())
                    .map(StartFailure::setting)
                    .collect(Collectors.joining("; ")));
        }
        boolean config = failure instanceof ConfigurationException
                || (failure instanceof IllegalArgumentException || failure instanceof NoSuchElementException)
                        && String.valueOf(failure.getMessage()).contains("SRCFG");
        return config ? Optional.of(setting(failure.getMessage())) : Optional.empty();
    }

    private static String bind(BindException failure, String port) {
        String reason = chain(failure).stream()
                .map(Throwable::getMessage)
                .map(String::valueOf)
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
        if (reason.contains("assign requested address") || reason.contains("not available")) {
            return port + ": this machine doesn't have that address; choose another with --host";
        }
        if (reason.contains("permission denied")) {
            return port + " may not be used: permission denied; choose one above 1023 with --port";
        }
        return port + " is in use: stop the program that has it, or choose another with --port";
    }

    private static String setting(String message) {
        return "a setting is wrong: "
                + CONFIG_NOISE.matcher(message).replaceAll("").replaceAll("[.\\s]+$", "") + "; correct or unset it";
    }

    private static String unknown(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("no message");
        return OneLine.of("the start failed: " + cause.getClass().getSimpleName() + ": " + message + "; run with "
                + LOG_LEVEL_VARIABLE + "=DEBUG for the stack trace");
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }
}
