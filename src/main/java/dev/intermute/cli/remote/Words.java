package dev.intermute.cli.remote;

import java.util.Locale;

/** How an alternative is written for people: as on the wire. */
final class Words {
    private Words() {}

    static String of(Enum<?> alternative) {
        return alternative.name().toLowerCase(Locale.ROOT);
    }
}
