package dev.intermute.deploy.container;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What the kernel says of a container: it is as its manifest wants it, and has none of the rights that nobody should have. */
final class Confines {
    private static final String NONE = "0000000000000000";
    private static final String FILTERED = "2";

    private Confines() {}

    static void check(RunningContainer running) {
        Container wanted = running.container();
        Map<String, String> status = running.status();
        Identity identity = wanted.identity();

        assertThat(running.commandLine()).isEqualTo(wanted.command());
        assertThat(running.environment()).containsAllEntriesOf(wanted.environment());
        assertThat(identity.user()).isPositive();
        assertThat(identity.group()).isPositive();
        assertThat(status.get("Uid")).isEqualTo(fourTimes(identity.user()));
        assertThat(status.get("Gid")).isEqualTo(fourTimes(identity.group()));
        assertThat(status.get("Groups").split(" "))
                .containsAll(identity.others().stream()
                        .map(group -> Integer.toString(group))
                        .toList());
        assertThat(status).containsEntry("NoNewPrivs", "1");
        for (String set : new String[] {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"}) {
            assertThat(status).containsEntry(set, NONE);
        }
        if (!wanted.systemCalls().isEmpty()) {
            assertThat(status).containsEntry("Seccomp", FILTERED);
        }
        assertThat(running.mountOptions("/")).startsWith("ro");
        wanted.mounts()
                .forEach(mount -> assertThat(running.mountOptions(mount.at()))
                        .as(mount.at())
                        .startsWith(mount.readOnly() ? "ro" : "rw"));
        long[] memory = running.memoryPeakAndLimit();
        assertThat(wanted.limits().memoryBytes()).isPositive().isEqualTo(memory[1]);
        assertThat(memory[0]).isPositive().isLessThanOrEqualTo(memory[1]);
    }

    private static String fourTimes(int number) {
        return (number + " ").repeat(4).strip();
    }
}
