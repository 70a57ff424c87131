package dev.intermute.cli;

import java.util.Map;
import java.util.Optional;

/** The settings that have a flag. A flag beats a system property, which beats the environment, which beats the default. */
enum Setting {
    HOST("--host", "intermute.host", "INTERMUTE_HOST"),
    PORT("--port", "intermute.port", "INTERMUTE_PORT"),
    DB("--db", "intermute.db", "INTERMUTE_DB"),
    SOCKET("--socket", "intermute.socket", "INTERMUTE_SOCKET"),
    KEYS_FILE("--keys-file", "intermute.keys-file", "INTERMUTE_KEYS_FILE");

    private static final int MAX_PORT = 65_535;

    private final String flag;
    private final String property;
    private final String variable;

    Setting(String flag, String property, String variable) {
        this.flag = flag;
        this.property = property;
        this.variable = variable;
    }

    /** Tells what is wrong with a value that was given as a flag, if anything. */
    Optional<String> problemOfFlag(String value) {
        if (value.isBlank()) {
            return Optional.of(flag + " is empty; give it a value");
        }
        return this == PORT && !isPort(value)
                ? Optional.of(flag + " must be a number from 0 to 65535, not '" + value + "'")
                : Optional.empty();
    }

    /** Tells what is wrong with the value that stands in the environment, if anything. */
    Optional<String> problemIn(Map<String, String> environment) {
        String value = environment.get(variable);
        if (value == null || this == SOCKET) {
            return Optional.empty();
        }
        if (value.isBlank()) {
            return Optional.of("the environment variable " + variable + " is empty; unset it or give it a value");
        }
        if (this != PORT || isPort(value)) {
            return Optional.empty();
        }
        String problem =
                "the environment variable " + variable + " must be a number from 0 to 65535, not '" + value + "'; ";
        return Optional.of(problem
                + (value.startsWith("tcp://")
                        ? "Kubernetes sets it for a Service named intermute: put 'enableServiceLinks: false' into the pod's spec"
                        : "correct or unset it"));
    }

    /** Sets the property for the service to come. */
    void set(String value) {
        System.setProperty(property, value);
    }

    /** Tells whether a system property, hence not the environment, has the say. */
    boolean isSet() {
        return System.getProperty(property) != null;
    }

    /** The value, unless it is the default. */
    Optional<String> given() {
        return Optional.ofNullable(System.getProperty(property, System.getenv(variable)));
    }

    /** The value that stands in the environment, if one does. */
    Optional<String> in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(variable));
    }

    private static boolean isPort(String value) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) <= MAX_PORT;
    }
}
