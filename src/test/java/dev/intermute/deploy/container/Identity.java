package dev.intermute.deploy.container;

import java.util.List;

/**
 * Whom a process runs as, by number.
 *
 * @param user the number of the user
 * @param group the number of the group
 * @param others the numbers of further groups
 * @param umask the rights that files it makes don't have
 */
record Identity(int user, int group, List<Integer> others, int umask) {
    private static final int USUAL_UMASK = 022;

    Identity(int user, int group, List<Integer> others) {
        this(user, group, others, USUAL_UMASK);
    }

    /** One as in a Dockerfile; nobody else's: a name would need a table of users in the image. */
    static Identity of(String text) {
        if (text.isEmpty()) {
            return new Identity(0, 0, List.of());
        }
        if (!text.matches("\\d+:\\d+")) {
            throw new AssertionError("not two numbers: " + text);
        }
        String[] numbers = text.split(":");
        return new Identity(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), List.of());
    }
}
