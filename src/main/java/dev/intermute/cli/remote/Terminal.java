package dev.intermute.cli.remote;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What standard output leads to: a terminal, before which somebody sits, or a file or another program. */
final class Terminal {
    /** Columns beyond that are a mistake. */
    private static final Pattern COLUMNS = Pattern.compile("[1-9][0-9]{0,4}");
    /** Rows and columns. A terminal that doesn't know tells zeros. */
    private static final Pattern SIZE = Pattern.compile("[0-9]+ (" + COLUMNS + ")\\s*");

    private final Map<String, String> environment;
    private final Console console;
    private final boolean present;

    /** Asks whether there is a terminal. */
    Terminal(Map<String, String> environment, Console console) {
        this.environment = environment;
        this.console = console;
        this.present = console.isOutput();
    }

    /** Its columns: as {@code COLUMNS} says, else as it says itself. Nothing if there is no terminal, or it doesn't know. */
    OptionalInt width() {
        if (!present) {
            return OptionalInt.empty();
        }
        Optional<String> columns = Optional.ofNullable(environment.get("COLUMNS"))
                .filter(text -> COLUMNS.matcher(text).matches())
                .or(() -> console.size()
                        .map(SIZE::matcher)
                        .filter(Matcher::matches)
                        .map(size -> size.group(1)));
        return columns.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(columns.get()));
    }

    /** With colours if there is a terminal that has them, and the user hasn't set {@code NO_COLOR} to be without. */
    Style style() {
        String unwanted = environment.getOrDefault("NO_COLOR", "");
        return new Style(present && unwanted.isEmpty() && !"dumb".equals(environment.get("TERM")));
    }

    /** The system's side of it. */
    interface Console {
        /** Whether standard output leads to a terminal. */
        boolean isOutput();

        /** Rows and columns of the terminal, as {@code stty size} prints them; nothing if that can't be told. */
        Optional<String> size();
    }
}
