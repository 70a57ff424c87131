package dev.intermute.deploy.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.intermute.deploy.monitoring.Monitoring.Panel;
import dev.intermute.deploy.monitoring.Monitoring.Query;
import dev.intermute.testing.Client;
import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.PushClient;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the alerts, their tests and the dashboard against what a service tells that has been used a little. */
class MetricsUsedIT {
    private static final String PROJECT = "p";
    /** A row of the dashboard that the native binary has no figures for. */
    private static final String JAR_ALONE = "Of the jar alone";

    private static Scrape scrape;

    @BeforeAll
    static void use_a_service() throws Exception {
        Path folder = PackagedServer.freshFolder();
        try (PackagedServer server = PackagedServer.start(folder)) {
            Client client = server.client();
            for (String name : List.of("ada", "bob")) {
                post(client, 200, "/api/agents", Map.of("name", name));
            }
            try (PushClient socket =
                    PushClient.toEvents(server.url(), PROJECT).since(0).open()) {
                post(client, 200, "/api/messages", message());
                socket.awaitFrames(1);
            }
            assertThat(client.get("/api/inbox/bob", Map.of("project", PROJECT)).status())
                    .isEqualTo(200);
            post(client, 201, "/api/reservations", Map.of("agent", "ada", "path", "src"));
            post(client, 409, "/api/reservations", Map.of("agent", "bob", "path", "src"));
            sendInVain(client, folder.resolve("test.db"));
            if (!PackagedProgram.isNative()) {
                server.collectGarbage();
                Awaitility.await().until(() -> scrape(server).series().containsKey("jvm_gc_pause_seconds_sum"));
            }
            scrape = scrape(server);
        }
    }

    @Test
    void what_the_alerts_read_is_there() {
        List<Query> read =
                Monitoring.alerts().stream().map(Monitoring.Alert::query).toList();

        assertThat(read).isNotEmpty();
        assertThat(problems(read)).isEmpty();
    }

    /** But for the names of the memory's pools, which differ between garbage collectors. */
    @Test
    void the_series_in_the_tests_of_the_alerts_are_as_the_service_has_them() {
        List<String> problems = new ArrayList<>();
        for (PromQl.Selector series : Monitoring.expectations().stream()
                .flatMap(expectation -> expectation.series().stream())
                .collect(Collectors.toSet())) {
            List<PromQl.LabelMatcher> matchers = series.matchers().stream()
                    .filter(matcher -> !matcher.label().equals("id"))
                    .toList();
            Set<String> labels =
                    series.matchers().stream().map(PromQl.LabelMatcher::label).collect(Collectors.toSet());
            problems.addAll(scrape.missing(new PromQl.Selector(series.metric(), matchers), labels));
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void what_the_panels_of_the_dashboard_show_is_there() {
        List<Panel> panels = Monitoring.panels();

        assertThat(panels).allSatisfy(panel -> assertThat(panel.queries()).isNotEmpty());
        assertThat(panels).extracting(Panel::row).contains(JAR_ALONE);
        for (Panel panel : panels) {
            List<String> problems = problems(panel.queries());
            if (PackagedProgram.isNative() && panel.row().equals(JAR_ALONE)) {
                assertThat(problems)
                        .as("%s belongs into another row", panel.title())
                        .isNotEmpty();
            } else {
                assertThat(problems).as(panel.title()).isEmpty();
            }
        }
    }

    @Test
    void what_the_dashboard_lets_one_choose_is_there() {
        assertThat(Monitoring.choices()).isNotEmpty();
        assertThat(problems(Monitoring.choices())).isEmpty();
    }

    @Test
    void every_figure_of_the_service_itself_is_on_the_dashboard() {
        Set<String> shown = Monitoring.panels().stream()
                .flatMap(panel -> panel.queries().stream())
                .flatMap(query -> query.metrics().stream())
                .filter(metric -> metric.startsWith("intermute_"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).isEqualTo(scrape.names("intermute_"));
    }

    private static List<String> problems(List<Query> queries) {
        return queries.stream()
                .flatMap(query -> scrape.missing(query.expression(), query.shown()).stream())
                .toList();
    }

    private static Map<String, ?> message() {
        return Map.of("from", "ada", "to", List.of("bob"), "body", "hello");
    }

    private static void post(Client client, int status, String path, Map<String, ?> body) {
        assertThat(client.post(path + "?project=" + PROJECT, body).status()).isEqualTo(status);
    }

    /** While another program holds the write lock, so that there is an answer with 5xx. */
    private static void sendInVain(Client client, Path file) throws SQLException {
        try (TestDatabase other = TestDatabase.open(file.toString())) {
            other.run("begin exclusive");
            post(client, 503, "/api/messages", message());
            other.run("rollback");
        }
    }

    private static Scrape scrape(PackagedServer server) throws IOException, InterruptedException {
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(server.url() + "/q/metrics")).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Scrape.of(answer.body());
    }
}
