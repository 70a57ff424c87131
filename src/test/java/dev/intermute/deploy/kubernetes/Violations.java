package dev.intermute.deploy.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with some manifests: a line each. */
final class Violations {
    private final List<String> found = new ArrayList<>();

    /** Says what is wrong unless it is right. */
    void unless(boolean right, String wrong, Object... details) {
        if (!right) {
            found.add(wrong.formatted(details));
        }
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
