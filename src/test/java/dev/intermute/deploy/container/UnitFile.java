package dev.intermute.deploy.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.intermute.deploy.systemd.SystemdUnit;

/**
 * A systemd service, carried out without systemd: its user, its folders, its environment, what of the machine it sees and may
 * do. What it has and this doesn't know is an error.
 */
final class UnitFile {
    /** A number as systemd-sysusers gives it to a system user. */
    private static final int USER = 998;

    /** How and when it is started anew: the manager's affair, none of the process. */
    private static final Set<String> OF_THE_MANAGER =
            Set.of("Type", "Restart", "RestartSec", "RestartPreventExitStatus", "KillMode", "SyslogIdentifier");

    /** A container has that anyway: namespaces and a root of its own, no devices, no capability, no new privileges. */
    private static final Set<String> IMPLIED = Set.of(
            "ProtectHome",
            "PrivateDevices",
            "DevicePolicy",
            "PrivateIPC",
            "PrivateMounts",
            "ProtectClock",
            "ProtectControlGroups",
            "ProtectHostname",
            "ProtectKernelLogs",
            "ProtectKernelModules",
            "ProtectKernelTunables",
            "AmbientCapabilities",
            "SystemCallArchitectures");

    /** What the sandbox doesn't impose. */
    private static final Set<String> NOT_IMPOSED = Set.of(
            "IPAddressDeny",
            "IPAddressAllow",
            "PrivateUsers",
            "KeyringMode",
            "RemoveIPC",
            "LockPersonality",
            "RestrictNamespaces",
            "RestrictRealtime",
            "RestrictSUIDSGID");

    private final Map<String, List<String>> settings;
    private final Set<String> used = new HashSet<>();

    private UnitFile(List<Path> files) throws IOException {
        settings = SystemdUnit.read(files).section("Service");
    }

    /**
     * Reads a unit.
     *
     * @param files the unit, then its drop-ins
     * @param root the files of the machine
     */
    static Start of(List<Path> files, Path root) {
        try {
            return new UnitFile(files).start(files.get(0).getFileName().toString(), root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Start start(String name, Path root) {
        List<String> command = List.of(last("ExecStart").split(" "));
        int verb = command.size() - 1;
        Container.Draft draft = Container.in(root)
                .runs(command.subList(0, verb), command.subList(verb, command.size()))
                .workingIn(last("WorkingDirectory"))
                .as(new Identity(USER, USER, List.of(), Integer.parseInt(last("UMask"), 8)))
                .onReadOnlyRoot(last("ProtectSystem").equals("strict"))
                .withCapabilities(capabilities())
                .mayGainPrivileges(!isYes("NoNewPrivileges"))
                .within(limits())
                .seeingProc(procOptions())
                .letting(systemCalls())
                .with("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin");
        settings.getOrDefault("Environment", List.of())
                .forEach(variable -> draft.with(variable.split("=", 2)[0], variable.split("=", 2)[1]));
        Path data = folder("State");
        draft.with(Mount.of(data, "/var/lib/" + last("StateDirectory")));
        draft.with(Mount.of(folder("Runtime"), "/run/" + last("RuntimeDirectory")));
        if (isYes("PrivateTmp")) {
            draft.with(Mount.empty("/tmp")).with(Mount.empty("/var/tmp"));
        }
        Duration grace = Duration.parse("PT" + last("TimeoutStopSec"));
        expect("KillSignal", "SIGTERM");
        expect("User", last("Group"));
        settings.keySet().removeAll(Set.of("ExecStart", "WorkingDirectory", "UMask", "Environment", "EnvironmentFile"));
        settings.keySet().removeAll(OF_THE_MANAGER);
        settings.keySet().removeAll(IMPLIED);
        settings.keySet().removeAll(NOT_IMPOSED);
        settings.keySet().removeAll(used);
        if (!settings.isEmpty()) {
            throw new AssertionError("the unit has settings that aren't known here: " + settings);
        }
        List<String> health = new ArrayList<>(command.subList(0, verb));
        health.add("health");
        return new Start(name, draft.done(), data, "intermute.db", Map.of(), health, grace);
    }

    private List<String> capabilities() {
        if (!settings.containsKey("CapabilityBoundingSet")) {
            throw new AssertionError("the unit doesn't say which capabilities it keeps: systemd leaves it all");
        }
        List<String> kept = values("CapabilityBoundingSet");
        if (!kept.isEmpty()) {
            throw new AssertionError("the unit keeps capabilities: " + kept);
        }
        return List.of();
    }

    private Container.Limits limits() {
        return new Container.Limits(
                Size.bytes(last("MemoryMax")), Long.parseLong(last("TasksMax")), Long.parseLong(last("LimitNOFILE")));
    }

    private List<String> procOptions() {
        List<String> options = new ArrayList<>();
        if (last("ProtectProc").equals("invisible")) {
            options.add("hidepid=2");
        }
        if (last("ProcSubset").equals("pid")) {
            options.add("subset=pid");
        }
        return options;
    }

    private Map<String, Object> systemCalls() {
        expect("SystemCallErrorNumber", "EPERM");
        SystemCalls calls = new SystemCalls(values("SystemCallFilter"));
        calls.restrictAddressFamilies(last("RestrictAddressFamilies"));
        if (isYes("MemoryDenyWriteExecute")) {
            calls.denyWriteExecute();
        }
        return calls.json();
    }

    private Path folder(String kind) {
        return Volumes.folder(USER, USER, Integer.parseInt(last(kind + "DirectoryMode"), 8));
    }

    private void expect(String name, String value) {
        if (!last(name).equals(value)) {
            throw new AssertionError(name + " isn't " + value + " but " + last(name));
        }
    }

    private boolean isYes(String name) {
        return last(name).equals("yes");
    }

    private String last(String name) {
        List<String> values = values(name);
        if (values.isEmpty()) {
            throw new AssertionError("the unit doesn't say " + name);
        }
        return values.get(values.size() - 1);
    }

    private List<String> values(String name) {
        used.add(name);
        return settings.getOrDefault(name, List.of());
    }
}
