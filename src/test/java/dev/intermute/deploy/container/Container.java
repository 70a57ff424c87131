package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a manifest wants the program to be started: what a runtime of containers has to know.
 *
 * @param root the files that it sees
 * @param writableRoot whether it may write there, too
 * @param entrypoint the first words of the command
 * @param arguments its further words
 * @param environment all of its variables
 * @param folder where it starts
 * @param identity whom it runs as
 * @param mounts what else it sees
 * @param capabilities the rights of root that it keeps
 * @param mayGainPrivileges whether a program that it runs may have more rights than it has
 * @param systemCalls which system calls are let through, as the runtime wants to read it; empty: all
 * @param procOptions how {@code /proc} is mounted
 * @param limits of memory and the like
 */
record Container(
        Path root,
        boolean writableRoot,
        List<String> entrypoint,
        List<String> arguments,
        Map<String, String> environment,
        String folder,
        Identity identity,
        List<Mount> mounts,
        List<String> capabilities,
        boolean mayGainPrivileges,
        Map<String, Object> systemCalls,
        List<String> procOptions,
        Limits limits) {

    /** What Docker leaves to a container that nobody has thought about; its list, not ours. */
    static final List<String> USUAL_CAPABILITIES = List.of(
            "CAP_CHOWN",
            "CAP_DAC_OVERRIDE",
            "CAP_FOWNER",
            "CAP_FSETID",
            "CAP_KILL",
            "CAP_MKNOD",
            "CAP_NET_BIND_SERVICE",
            "CAP_NET_RAW",
            "CAP_SETFCAP",
            "CAP_SETGID",
            "CAP_SETPCAP",
            "CAP_SETUID",
            "CAP_SYS_CHROOT");

    /**
     * How much of the machine it may use.
     *
     * @param memoryBytes 0: all
     * @param tasks 0: any number
     * @param openFiles 0: as many as the one who starts it
     */
    record Limits(long memoryBytes, long tasks, long openFiles) {
        static final Limits NONE = new Limits(0, 0, 0);
    }

    /** Begins one with these files: as an engine starts it when it is told nothing else. */
    static Draft in(Path root) {
        return new Draft(new Container(
                root,
                true,
                List.of(),
                List.of(),
                Map.of(),
                "/",
                new Identity(0, 0, List.of()),
                List.of(),
                USUAL_CAPABILITIES,
                true,
                Map.of(),
                List.of(),
                Limits.NONE));
    }

    /** All words of the command. */
    List<String> command() {
        return Stream.concat(entrypoint.stream(), arguments.stream()).toList();
    }

    /** Begins another that differs from this in what is said next. */
    Draft but() {
        return new Draft(this);
    }

    /** A container that is being thought of. */
    static final class Draft {
        private final Map<String, String> environment;
        private final List<Mount> mounts;
        private Path root;
        private boolean writableRoot;
        private List<String> entrypoint;
        private List<String> arguments;
        private String folder;
        private Identity identity;
        private List<String> capabilities;
        private boolean mayGainPrivileges;
        private Map<String, Object> systemCalls;
        private List<String> procOptions;
        private Limits limits;

        private Draft(Container from) {
            root = from.root;
            writableRoot = from.writableRoot;
            entrypoint = from.entrypoint;
            arguments = from.arguments;
            environment = new LinkedHashMap<>(from.environment);
            folder = from.folder;
            identity = from.identity;
            mounts = new ArrayList<>(from.mounts);
            capabilities = from.capabilities;
            mayGainPrivileges = from.mayGainPrivileges;
            systemCalls = from.systemCalls;
            procOptions = from.procOptions;
            limits = from.limits;
        }

        Draft runs(List<String> words, List<String> further) {
            entrypoint = List.copyOf(words);
            arguments = List.copyOf(further);
            return this;
        }

        Draft with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Draft workingIn(String path) {
            folder = path;
            return this;
        }

        Draft as(Identity other) {
            identity = other;
            return this;
        }

        Draft with(Mount mount) {
            mounts.add(mount);
            return this;
        }

        Draft without(Mount mount) {
            mounts.remove(mount);
            return this;
        }

        Draft onReadOnlyRoot(boolean yes) {
            writableRoot = !yes;
            return this;
        }

        Draft withCapabilities(List<String> names) {
            capabilities = List.copyOf(names);
            return this;
        }

        Draft mayGainPrivileges(boolean yes) {
            mayGainPrivileges = yes;
            return this;
        }

        Draft letting(Map<String, Object> calls) {
            systemCalls = calls;
            return this;
        }

        Draft seeingProc(List<String> options) {
            procOptions = List.copyOf(options);
            return this;
        }

        Draft within(Limits other) {
            limits = other;
            return this;
        }

        Container done() {
            return new Container(
                    root,
                    writableRoot,
                    entrypoint,
                    arguments,
                    Map.copyOf(environment),
                    folder,
                    identity,
                    List.copyOf(mounts),
                    capabilities,
                    mayGainPrivileges,
                    systemCalls,
                    procOptions,
                    limits);
        }
    }
}
