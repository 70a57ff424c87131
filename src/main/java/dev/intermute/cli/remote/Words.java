package dev.intermute.cli.remote;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an alternative is written for people: as on the wire. */
final class Words {
    private Words() {}

    static String of(Enum<?> alternative) {
        return alternative.name().toLowerCase(Locale.ROOT);
    }

    /** Which of some somebody means; never the one that stands for what isn't known. */
    static <E extends Enum<E>> Optional<E> known(E[] alternatives, String word) {
        return Arrays.stream(alternatives)
                .filter(each -> !each.name().equals("UNKNOWN") && of(each).equals(word))
                .findFirst();
    }
}
