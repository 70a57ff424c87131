package dev.intermute.deploy.container;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What the kernel says of a container: it is as its manifest wants it, and has none of the rights that nobody should have. */
final class Confines {
    private static final String NONE = "0000000000000000";
    private static final String FILTERED = "2";

    private Confines() {}

    /** @param wanted what the manifest says, even if something else was started */
    static void check(Container wanted, RunningContainer running) {
        KernelView seen = running.kernelView();
        Map<String, String> status = seen.status();
        Identity identity = wanted.identity();

        assertThat(seen.commandLine()).isEqualTo(wanted.command());
        assertThat(seen.environment()).containsAllEntriesOf(wanted.environment());
        assertThat(identity.user()).isPositive();
        assertThat(identity.group()).isPositive();
        assertThat(status.get("Uid")).as("Uid").isEqualTo(fourTimes(identity.user()));
        assertThat(status.get("Gid")).as("Gid").isEqualTo(fourTimes(identity.group()));
        assertThat(status.get("Groups").split(" "))
                .containsAll(identity.others().stream()
                        .map(group -> Integer.toString(group))
                        .toList());
        assertThat(status.get("NoNewPrivs")).as("NoNewPrivs").isEqualTo("1");
        for (String set : new String[] {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"}) {
            assertThat(status.get(set)).as(set).isEqualTo(NONE);
        }
        if (!wanted.systemCalls().isEmpty()) {
            assertThat(status.get("Seccomp")).as("Seccomp").isEqualTo(FILTERED);
        }
        assertThat(seen.mountOptions("/")).as("/").startsWith("ro");
        wanted.mounts()
                .forEach(mount -> assertThat(seen.mountOptions(mount.at()))
                        .as(mount.at())
                        .startsWith(mount.readOnly() ? "ro" : "rw"));
        KernelView.Memory memory = seen.memory();
        assertThat(memory.limitBytes())
                .as("limit of memory")
                .isPositive()
                .isEqualTo(wanted.limits().memoryBytes());
        assertThat(memory.peakBytes()).isPositive().isLessThanOrEqualTo(memory.limitBytes());
    }

    private static String fourTimes(int number) {
        return (number + " ").repeat(4).strip();
    }
}
