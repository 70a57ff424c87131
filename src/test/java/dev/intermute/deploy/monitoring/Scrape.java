package dev.intermute.deploy.monitoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a service tells at {@code /q/metrics}, and whether it has what expressions read. Where it hasn't, that is told in a
 * line.
 *
 * @param series all of them, by their labels
 */
record Scrape(Map<String, List<Map<String, String>>> series) {
    /** Made by Prometheus itself for each target. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    /** Put on by Prometheus itself. */
    private static final Set<String> OF_THE_TARGET = Set.of("job", "instance");

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("\\G([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** Reads Prometheus's format of text. */
    static Scrape of(String text) {
        Map<String, List<Map<String, String>>> series = new HashMap<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                series.computeIfAbsent(sample.group(1), name -> new ArrayList<>())
                        .add(labels(sample.group(2)));
            } else if (!line.startsWith("#")) {
                throw new IllegalArgumentException("no sample: " + line);
            }
        }
        return new Scrape(series);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        if (text == null) {
            return labels;
        }
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replaceAll("\\\\(.)", "$1"));
            end = label.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("no labels: " + text);
        }
        return labels;
    }

    /** The metrics whose names begin so. */
    Set<String> names(String start) {
        return series.keySet().stream()
                .filter(name -> name.startsWith(start))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an expression reads, or a legend shows, that isn't here. */
    List<String> missing(String expression, Set<String> shown) {
        PromQl.Reading reading = PromQl.read(expression);
        List<String> problems = new ArrayList<>();
        if (reading.selectors().isEmpty()) {
            problems.add("reads nothing: " + expression);
        }
        Set<String> labels = new TreeSet<>(reading.groupedBy());
        labels.addAll(shown);
        reading.selectors().forEach(selector -> problems.addAll(missing(selector, labels)));
        return problems;
    }

    /** What of a selector isn't here: the metric, a series that it selects, or one of these labels on those. */
    List<String> missing(PromQl.Selector selector, Set<String> labels) {
        if (OF_PROMETHEUS.contains(selector.metric())) {
            return List.of();
        }
        List<Map<String, String>> all = series.get(selector.metric());
        if (all == null) {
            return List.of("no metric " + selector.metric());
        }
        List<Map<String, String>> selected = all.stream()
                .filter(one -> selector.matchers().stream().allMatch(matcher -> accepts(matcher, one)))
                .toList();
        if (selected.isEmpty()) {
            return List.of("no series of " + selector.metric() + " with " + selector.matchers() + " among " + all);
        }
        List<String> problems = new ArrayList<>();
        for (PromQl.LabelMatcher matcher : selector.matchers()) {
            checkLabel(selector, matcher.label(), selected, problems);
        }
        labels.forEach(label -> checkLabel(selector, label, selected, problems));
        return problems;
    }

    private static boolean accepts(PromQl.LabelMatcher matcher, Map<String, String> labels) {
        return OF_THE_TARGET.contains(matcher.label()) || matcher.accepts(labels.getOrDefault(matcher.label(), ""));
    }

    /** One with which {@code !=} would pass, too, though it is misspelt. */
    private static void checkLabel(
            PromQl.Selector selector, String label, List<Map<String, String>> selected, List<String> problems) {
        if (!OF_THE_TARGET.contains(label) && selected.stream().noneMatch(one -> one.containsKey(label))) {
            problems.add("no label " + label + " on " + selector.metric());
        }
    }
}
