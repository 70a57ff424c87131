package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder that a manifest puts into the container.
 *
 * @param at where
 * @param source the folder of this machine; absent for one that is empty, in memory, and gone at the end
 * @param readOnly whether the program may only read it
 * @param executable whether programs in it may be run, and libraries loaded
 */
record Mount(String at, Optional<Path> source, boolean readOnly, boolean executable) {

    static Mount of(Path source, String at) {
        return new Mount(at, Optional.of(source), false, true);
    }

    static Mount readOnly(Path source, String at) {
        return new Mount(at, Optional.of(source), true, true);
    }

    /** One that nothing in it may be executed from. */
    static Mount notExecutable(Path source, String at) {
        return new Mount(at, Optional.of(source), false, false);
    }

    /** One in memory. */
    static Mount empty(String at) {
        return new Mount(at, Optional.empty(), false, true);
    }

    /** As the runtime wants to read it. */
    Map<String, Object> json() {
        List<String> options = new ArrayList<>(List.of("nosuid", "nodev", readOnly ? "ro" : "rw"));
        if (!executable) {
            options.add("noexec");
        }
        if (source.isEmpty()) {
            options.add("mode=1777");
            return Map.of("destination", at, "type", "tmpfs", "source", "tmpfs", "options", options);
        }
        options.add("rbind");
        return Map.of("destination", at, "type", "bind", "source", source.get().toString(), "options", options);
    }
}
