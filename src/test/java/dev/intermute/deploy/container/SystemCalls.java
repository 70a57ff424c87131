package dev.intermute.deploy.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.intermute.deploy.Tool;

/** What a systemd unit says of system calls, as a runtime of containers wants to read it: what isn't let through is refused. */
final class SystemCalls {
    private static final int EPERM = 1;
    private static final int WRITABLE = 2;
    private static final int EXECUTABLE = 4;
    private static final Map<String, Integer> FAMILIES = Map.of("AF_UNIX", 1, "AF_INET", 2, "AF_INET6", 10);
    /** Systemd always lets these through. */
    private static final String ALWAYS = "@default";

    private final Set<String> names = new TreeSet<>();
    private final List<Map<String, Object>> rules = new ArrayList<>();

    /** @param filters the values of {@code SystemCallFilter=}, in their order */
    SystemCalls(List<String> filters) {
        names.addAll(group(ALWAYS));
        for (String filter : filters) {
            boolean removes = filter.startsWith("~");
            for (String name : filter.substring(removes ? 1 : 0).split(" ")) {
                Set<String> calls = name.startsWith("@") ? group(name) : Set.of(name);
                if (removes) {
                    names.removeAll(calls);
                } else {
                    names.addAll(calls);
                }
            }
        }
    }

    /** Sockets of these families alone. */
    void restrictAddressFamilies(String families) {
        names.remove("socket");
        for (String family : families.split(" ")) {
            rules.add(allow("socket", 0, "SCMP_CMP_EQ", FAMILIES.get(family), 0));
        }
    }

    /** No memory that is writable and holds code, at once or one after the other. */
    void denyWriteExecute() {
        names.removeAll(List.of("mmap", "mprotect", "pkey_mprotect", "shmat"));
        for (int rights : new int[] {0, WRITABLE, EXECUTABLE}) {
            rules.add(allow("mmap", 2, "SCMP_CMP_MASKED_EQ", WRITABLE | EXECUTABLE, rights));
        }
        rules.add(allow("mprotect", 2, "SCMP_CMP_MASKED_EQ", EXECUTABLE, 0));
        rules.add(allow("pkey_mprotect", 2, "SCMP_CMP_MASKED_EQ", EXECUTABLE, 0));
    }

    Map<String, Object> json() {
        List<Map<String, Object>> all = new ArrayList<>(rules);
        all.add(Map.of("names", names, "action", "SCMP_ACT_ALLOW"));
        return Map.of(
                "defaultAction",
                "SCMP_ACT_ERRNO",
                "defaultErrnoRet",
                EPERM,
                "architectures",
                List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"),
                "syscalls",
                all);
    }

    /** Lets a call through where one of its arguments is so. */
    private static Map<String, Object> allow(String call, int index, String comparison, int value, int further) {
        return Map.of(
                "names",
                List.of(call),
                "action",
                "SCMP_ACT_ALLOW",
                "args",
                List.of(Map.of("index", index, "value", value, "valueTwo", further, "op", comparison)));
    }

    /** The calls of a group, and of the groups in it, as the systemd of this machine has them. */
    private static Set<String> group(String name) {
        Set<String> calls = new TreeSet<>();
        Tool.ask(List.of("systemd-analyze", "syscall-filter", name))
                .lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> calls.addAll(line.startsWith("@") ? group(line) : Set.of(line)));
        return calls;
    }
}
