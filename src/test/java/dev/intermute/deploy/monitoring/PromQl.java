package dev.intermute.deploy.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in an expression of Prometheus which series it selects and which labels it groups by. It goes by the grammar: what
 * a name is follows from what stands behind it, so that a misspelt metric is a metric still. What it doesn't know it
 * refuses; whether an expression is valid in all else is for promtool.
 */
final class PromQl {
    /** Words of the grammar that stand where a name could. */
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan");

    /** Words with a list of labels in parentheses behind them. */
    private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    /** Those of them whose labels the series must have. */
    private static final Set<String> NEEDING = Set.of("by", "on", "group_left", "group_right");

    private static final Pattern TOKEN = Pattern.compile("""
            (?<space>\\s+|\\#[^\\n]*)
            |(?<text>"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\\\\\n]|\\\\.)*'|`[^`]*`)
            |(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)
            |(?<number>[0-9.][0-9a-zA-Z.]*)
            |(?<range>\\[[0-9a-z]+(?::[0-9a-z]*)?])
            |(?<sign>==|!=|=~|!~|>=|<=|[-+*/%^=<>(){},@])
            """, Pattern.COMMENTS);

    private final String expression;
    private final List<String> tokens = new ArrayList<>();
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> groupedBy = new LinkedHashSet<>();
    private int at;

    private PromQl(String expression) {
        this.expression = expression;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException for what it can't read
     */
    static Reading read(String expression) {
        PromQl promQl = new PromQl(expression);
        promQl.split();
        promQl.scan();
        return new Reading(List.copyOf(promQl.selectors), Set.copyOf(promQl.groupedBy));
    }

    /** Reads one series as it stands in a test of rules: a name, and labels with their values. */
    static Selector series(String notation) {
        Reading reading = read(notation);
        if (reading.selectors().size() != 1
                || reading.selectors().get(0).matchers().stream()
                        .anyMatch(matcher -> !matcher.operator().equals("="))) {
            throw new IllegalArgumentException("no series: " + notation);
        }
        return reading.selectors().get(0);
    }

    private void split() {
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (end < expression.length()) {
            if (!token.find(end) || token.start() != end) {
                throw refuse("what is '" + expression.substring(end) + "'?");
            }
            if (token.group("space") == null) {
                tokens.add(token.group());
            }
            end = token.end();
        }
    }

    private void scan() {
        while (at < tokens.size()) {
            String token = tokens.get(at++);
            String lower = token.toLowerCase(Locale.ROOT);
            if (token.equals("{")) {
                throw refuse("a selector without the name of a metric");
            }
            if (!isWord(token) || OPERATORS.contains(lower)) {
                continue;
            }
            if (GROUPINGS.contains(lower)) {
                grouping(lower);
            } else if (!isFunction()) {
                selectors.add(new Selector(token, isNext("{") ? matchers() : List.of()));
            }
        }
    }

    /** A call, or an aggregation that says how it groups before what it aggregates. */
    private boolean isFunction() {
        return isNext("(") || isNext("by") || isNext("without");
    }

    private void grouping(String word) {
        if (!isNext("(")) {
            if (word.startsWith("group_")) {
                return;
            }
            throw refuse(word + " without labels");
        }
        at++;
        while (!isNext(")")) {
            String label = take("a label or )");
            if (!isWord(label)) {
                throw refuse("'" + label + "' is no label");
            }
            if (NEEDING.contains(word)) {
                groupedBy.add(label);
            }
            if (isNext(",")) {
                at++;
            }
        }
        at++;
    }

    private List<LabelMatcher> matchers() {
        List<LabelMatcher> matchers = new ArrayList<>();
        at++;
        while (!isNext("}")) {
            String label = take("a label or }");
            String operator = take("an operator");
            String value = take("a value");
            if (!isWord(label) || !Set.of("=", "!=", "=~", "!~").contains(operator) || !isText(value)) {
                throw refuse("'" + label + operator + value + "' is no matcher");
            }
            matchers.add(new LabelMatcher(label, operator, unquote(value)));
            if (isNext(",")) {
                at++;
            }
        }
        at++;
        return List.copyOf(matchers);
    }

    private String take(String wanted) {
        if (at == tokens.size()) {
            throw refuse("it ends before " + wanted);
        }
        return tokens.get(at++);
    }

    private boolean isNext(String token) {
        return at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
    }

    private static boolean isWord(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_' || token.charAt(0) == ':';
    }

    private static boolean isText(String token) {
        return "\"'`".indexOf(token.charAt(0)) >= 0;
    }

    private static String unquote(String text) {
        String inner = text.substring(1, text.length() - 1);
        return text.startsWith("`") ? inner : inner.replaceAll("\\\\(.)", "$1");
    }

    private IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException(problem + " in: " + expression);
    }

    /**
     * What an expression reads.
     *
     * @param groupedBy the labels that its series must have, for it groups or joins by them
     */
    record Reading(List<Selector> selectors, Set<String> groupedBy) {}

    /** A metric, and what is asked of its labels. */
    record Selector(String metric, List<LabelMatcher> matchers) {}

    /** What is asked of one label. */
    record LabelMatcher(String label, String operator, String value) {
        /** Whether a value is asked for; an absent label is the empty text. */
        boolean accepts(String given) {
            boolean same = operator.endsWith("~")
                    ? Pattern.compile(value, Pattern.DOTALL).matcher(given).matches()
                    : value.equals(given);
            return operator.startsWith("!") != same;
        }
    }
}
