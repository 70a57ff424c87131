package dev.intermute.deploy.container;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.intermute.deploy.Tool;

/** What runc reads: how to start a container, in the words of the runtime specification of the Open Container Initiative. */
final class Bundle {
    /** What an engine mounts into each container. */
    private static final List<Map<String, Object>> USUAL = List.of(
            mount("/dev", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
            mount("/dev/shm", "tmpfs", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
            mount("/sys", "sysfs", "nosuid", "noexec", "nodev", "ro"));

    private final Container container;
    private final String name;
    private final List<Map<String, Object>> network;

    /**
     * One on the network of this machine.
     *
     * @param name of its control group
     */
    Bundle(Container container, String name) {
        this(container, name, List.of());
    }

    /**
     * One on the network of a pod.
     *
     * @param name of its control group
     */
    Bundle(Container container, String name, Pod pod) {
        this(container, name, List.of(Map.of("type", "network", "path", pod.network())));
    }

    private Bundle(Container container, String name, List<Map<String, Object>> network) {
        this.container = container;
        this.name = name;
        this.network = network;
    }

    Map<String, Object> json() {
        return Map.of(
                "ociVersion",
                "1.0.2",
                "root",
                Map.of("path", container.root().toString(), "readonly", !container.writableRoot()),
                "process",
                process(),
                "mounts",
                mounts(),
                "linux",
                linux());
    }

    private Map<String, Object> process() {
        Map<String, Object> process = new LinkedHashMap<>();
        process.put(
                "user",
                Map.of(
                        "uid",
                        container.identity().user(),
                        "gid",
                        container.identity().group(),
                        "additionalGids",
                        container.identity().others(),
                        "umask",
                        container.identity().umask()));
        process.put("args", container.command());
        process.put(
                "env",
                container.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
        process.put("cwd", container.folder());
        process.put("noNewPrivileges", !container.mayGainPrivileges());
        process.put("capabilities", capabilities());
        long files = Math.min(container.limits().openFiles(), openFilesAllowed());
        if (files > 0) {
            process.put("rlimits", List.of(Map.of("type", "RLIMIT_NOFILE", "soft", files, "hard", files)));
        }
        return process;
    }

    /** Even root may not give more than this where it lacks a capability, as in some virtual machines. */
    private static long openFilesAllowed() {
        return Long.parseLong(Tool.ask(List.of("prlimit", "--nofile", "--output", "HARD", "--noheadings"))
                .strip());
    }

    /** One who isn't root has those of the bounding set only by a program that gives them. */
    private Map<String, Object> capabilities() {
        List<String> held = container.identity().user() == 0 ? container.capabilities() : List.of();
        return Map.of("bounding", container.capabilities(), "effective", held, "permitted", held);
    }

    private List<Map<String, Object>> mounts() {
        List<Map<String, Object>> mounts = new ArrayList<>();
        mounts.add(mount("/proc", "proc", container.procOptions().toArray(String[]::new)));
        mounts.addAll(USUAL);
        container.mounts().forEach(mount -> mounts.add(mount.json()));
        return mounts;
    }

    private Map<String, Object> linux() {
        Map<String, Object> linux = new LinkedHashMap<>();
        List<Map<String, Object>> namespaces = new ArrayList<>();
        Set.of("pid", "mount", "ipc", "uts").forEach(type -> namespaces.add(Map.of("type", type)));
        namespaces.addAll(network);
        linux.put("namespaces", namespaces);
        linux.put("cgroupsPath", "/" + name);
        Map<String, Object> resources = new LinkedHashMap<>();
        if (container.limits().memoryBytes() > 0) {
            resources.put("memory", Map.of("limit", container.limits().memoryBytes()));
        }
        if (container.limits().tasks() > 0) {
            resources.put("pids", Map.of("limit", container.limits().tasks()));
        }
        linux.put("resources", resources);
        if (!container.systemCalls().isEmpty()) {
            linux.put("seccomp", container.systemCalls());
        }
        return linux;
    }

    private static Map<String, Object> mount(String at, String type, String... options) {
        return Map.of("destination", at, "type", type, "source", type, "options", List.of(options));
    }
}
