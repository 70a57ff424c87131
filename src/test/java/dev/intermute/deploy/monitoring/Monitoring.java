package dev.intermute.deploy.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.yaml.snakeyaml.Yaml;

/** What is in {@code deploy/prometheus}, as far as tests look at it. */
final class Monitoring {
    static final Path FOLDER = Path.of("deploy/prometheus").toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern ANNOTATED = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    private Monitoring() {}

    /** The alerts, in their order. */
    static List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        for (JsonNode group : yaml("alerts.yaml").path("groups")) {
            group.path("rules").forEach(rule -> alerts.add(new Alert(rule)));
        }
        return alerts;
    }

    /** What the tests of the alerts expect, one by one. */
    static List<Expectation> expectations() {
        List<Expectation> expectations = new ArrayList<>();
        for (JsonNode test : yaml("alerts-test.yaml").path("tests")) {
            List<PromQl.Selector> series = new ArrayList<>();
            test.path("input_series")
                    .forEach(one -> series.add(PromQl.series(one.path("series").asText())));
            test.path("alert_rule_test")
                    .forEach(rule -> expectations.add(new Expectation(
                            rule.path("alertname").asText(),
                            !rule.path("exp_alerts").isEmpty(),
                            series)));
        }
        return expectations;
    }

    /** The panels of the dashboard that show something, in their order. */
    static List<Panel> panels() {
        List<Panel> panels = new ArrayList<>();
        String row = "";
        for (JsonNode panel : json("grafana-dashboard.json").path("panels")) {
            if (panel.path("type").asText().equals("row")) {
                row = panel.path("title").asText();
            } else {
                panels.add(Panel.of(row, panel));
            }
        }
        return panels;
    }

    /** What the dashboard's lists to choose from are read from. */
    static List<Query> choices() {
        List<Query> choices = new ArrayList<>();
        for (JsonNode variable : json("grafana-dashboard.json").at("/templating/list")) {
            if (variable.path("type").asText().equals("query")) {
                String query = variable.at("/query/query").asText();
                Matcher values = LABEL_VALUES.matcher(query);
                if (!values.matches()) {
                    throw new IllegalArgumentException("no label_values(…): " + query);
                }
                choices.add(new Query(values.group(1), Set.of(values.group(2))));
            }
        }
        return choices;
    }

    static JsonNode yaml(String name) {
        return JSON.valueToTree(new Yaml().load(text(name)));
    }

    private static JsonNode json(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        try {
            return Files.readString(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** A rule of alerts.yaml. */
    record Alert(JsonNode rule) {
        String name() {
            return rule.path("alert").asText();
        }

        Query query() {
            return new Query(
                    rule.path("expr").asText(),
                    all(ANNOTATED, rule.path("annotations").toString()));
        }

        String annotation(String name) {
            return rule.path("annotations").path(name).asText();
        }
    }

    /** That an alert fires, or that it doesn't, where there are these series. */
    record Expectation(String alert, boolean fires, List<PromQl.Selector> series) {
        boolean hasSeriesOf(Set<String> metrics) {
            return series.stream()
                    .map(PromQl.Selector::metric)
                    .collect(Collectors.toSet())
                    .containsAll(metrics);
        }
    }

    /** A panel of the dashboard, in its row. */
    record Panel(String row, String title, List<Query> queries) {
        private static Panel of(String row, JsonNode panel) {
            List<Query> queries = new ArrayList<>();
            panel.path("targets")
                    .forEach(target -> queries.add(new Query(
                            withoutVariables(target.path("expr").asText()),
                            all(SHOWN, target.path("legendFormat").asText()))));
            return new Panel(row, panel.path("title").asText(), queries);
        }

        /** Grafana puts in the length of time before Prometheus sees it; what stands in quotes is text to both. */
        private static String withoutVariables(String expression) {
            return expression.replace("[$__rate_interval]", "[5m]");
        }
    }

    /**
     * An expression of Prometheus.
     *
     * @param shown labels that are shown with its values
     */
    record Query(String expression, Set<String> shown) {
        Set<String> metrics() {
            return PromQl.read(expression).selectors().stream()
                    .map(PromQl.Selector::metric)
                    .collect(Collectors.toSet());
        }
    }
}
