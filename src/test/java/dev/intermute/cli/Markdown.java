package dev.intermute.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as Markdown. */
final class Markdown {
    /** What stands in quotes, and what a reader may want to copy: a variable of the environment, an option. */
    private static final Pattern CODE =
            Pattern.compile("(?<!\\w)'([^']+)'(?!\\w)|\\$[A-Z][A-Z0-9_]*|(?<![\\w-])--?[a-z][a-z-]*\\b");
    /** What would be read as markup. An underscore within a word is none. */
    private static final Pattern MARKUP =
            Pattern.compile("[\\\\`*\\[\\]<>~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=\\w+;)");

    private Markdown() {}

    /** A text without markup: shown as it stands, with what is quoted, options and variables as code. */
    static String text(String words) {
        StringBuilder text = new StringBuilder();
        Matcher code = CODE.matcher(words);
        int end = 0;
        while (code.find()) {
            text.append(escaped(words.substring(end, code.start())))
                    .append(code(code.group(1) == null ? code.group() : code.group(1)));
            end = code.end();
        }
        return text.append(escaped(words.substring(end))).toString();
    }

    static String code(String words) {
        return "`" + words + "`";
    }

    static String block(String language, List<String> lines) {
        return "```" + language + "\n" + String.join("\n", lines) + "\n```";
    }

    /** A table; the first row is its head. In a cell a | must be escaped, within code as well. */
    static String table(List<List<String>> rows) {
        String ruler = "|" + "---|".repeat(rows.get(0).size());
        return row(rows.get(0)) + "\n" + ruler + "\n"
                + rows.stream().skip(1).map(Markdown::row).collect(Collectors.joining("\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.isEmpty() ? " |" : " " + cell.replace("|", "\\|") + " |")
                .collect(Collectors.joining("", "|", ""));
    }

    private static String escaped(String words) {
        return MARKUP.matcher(words).replaceAll("\\\\$0");
    }
}
