package dev.intermute.store;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Client;
import dev.intermute.testing.SeenStatements;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Every statement that the service sends is served by an index, whatever the tables grow to. */
@QuarkusTest
@WithTestResource(TestServer.class)
class QueryPlanTest {
    /** What reads a whole table on purpose, once, at start, or ends at its first row. */
    private static final List<String> AT_START = List.of(
            "AgentRepository.all", "EventRepository.lastTime", "ReservationRepository.open", "TaskRepository.claimed");

    /** What doesn't grow: literals, the rows of a JSON list in one row, SQLite's own tables, a set just made. */
    private static final Pattern HARMLESS_SCAN =
            Pattern.compile("SCAN (CONSTANT ROW|sqlite_\\w+|\\(.*\\)|\\w+ (EXISTS )?VIRTUAL TABLE INDEX .*)");

    @Inject
    @PersistenceUnitExtension
    SeenStatements seen;

    @Inject
    StoreConfig config;

    @TestHTTPResource("/")
    URL base;

    @Test
    void no_statement_scans_or_sorts_what_grows() throws SQLException {
        driveEveryRoute();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(methodsSeen()).containsAll(methodsThatThereAre()));

        List<String> bad = new ArrayList<>();
        try (TestDatabase database = TestDatabase.open(config.db())) {
            for (Map.Entry<String, Set<String>> statement : seen.all().entrySet()) {
                for (String step : database.plan(statement.getKey())) {
                    if (isBad(step) && !isOnlyAtStart(statement.getValue())) {
                        bad.add(step + "   in   " + statement.getKey() + "   of   " + statement.getValue());
                    }
                }
            }
        }

        assertThat(bad).isEmpty();
    }

    private static boolean isBad(String step) {
        return step.contains("USE TEMP B-TREE")
                || step.contains("AUTOMATIC")
                || (step.startsWith("SCAN") && !HARMLESS_SCAN.matcher(step).matches());
    }

    private static boolean isOnlyAtStart(Set<String> methods) {
        return methods.stream().allMatch(method -> AT_START.stream().anyMatch(once -> method.contains(once + "(")));
    }

    private Set<String> methodsSeen() {
        return seen.all().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Every method of a repository that others may call, and that sends its statement itself: inserts go out later. */
    private static Set<String> methodsThatThereAre() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.intermute").stream()
                        .filter(type -> type.getSimpleName().endsWith("Repository"))
                        .map(JavaClass::getMethods)
                        .flatMap(Set::stream)
                        .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE)
                                && !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(method -> !insertsLater(method))
                        .map(QueryPlanTest::nameOf)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean insertsLater(JavaMethod method) {
        return Stream.concat(method.getMethodCallsFromSelf().stream(), method.getMethodReferencesFromSelf().stream())
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(CurrentSession.class)
                        && call.getTarget().getName().equals("insert"));
    }

    private static String nameOf(JavaMethod method) {
        return method.getOwner().getName() + "." + method.getName() + method.getDescriptor();
    }

    private void driveEveryRoute() {
        String project = Api.freshProject();
        Client client = new Client(base.toString().replaceAll("/$", ""));
        Map<String, String> inProject = Map.of("project", project);
        mail(client, project);
        agents(client, project);
        reservations(client, project);
        records(client, project);
        client.get("/api/events", inProject);
        client.get("/api/events", Map.of("project", project, "type", "message.created,message.read"));
        for (String agent : List.of("ann", "nobody-yet")) {
            client.get("/api/inbox/" + agent, inProject);
            client.get("/api/inbox/" + agent, Map.of("project", project, "unread", "true"));
            client.get("/api/inbox/" + agent + "/counts", inProject);
            client.get("/api/inbox/" + agent + "/stale-acks", Map.of("project", project, "ttl_seconds", "0"));
            client.get("/api/threads", Map.of("project", project, "agent", agent));
        }
        client.get("/api/threads/t", inProject);
        client.get("/api/messages/m1", inProject);
        client.get("/health", Map.of());
        sockets(project);
    }

    private void sockets(String project) {
        String ws = base.toString().replaceFirst("http", "ws").replaceAll("/$", "");
        for (String path : List.of("/ws/agents/ann", "/ws/agents/nobody-yet", "/ws/events")) {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(
                            URI.create(ws + path + "?since_cursor=1&project=" + project), new WebSocket.Listener() {})
                    .join();
        }
    }

    private static void mail(Client client, String project) {
        send(client, project, "m1", "eve", List.of("ann", "anna"), "t");
        send(client, project, "m2", "eve", List.of("ann"), "t");
        send(client, project, "m2", "eve", List.of("ann", "zed"), "t");
        send(client, project, "m2", "eve", List.of("bob"), "t");
        send(client, project, "m3", "dan", List.of("bob"), "t");
        send(client, project, "m3", "dan", List.of("bob"), "u");
        client.post("/api/messages/m1/read", Map.of("project", project, "agent", "ann"));
        client.post("/api/messages/m1/ack", Map.of("project", project, "agent", "ann"));
        client.post("/api/messages/m1/read", Map.of("project", project, "agent", "dot"));
    }

    private static void reservations(Client client, String project) {
        String held = reserve(client, project, "src");
        reserve(client, project, "src");
        String over = reserve(client, project, "docs");
        Map<String, String> eve = Map.of("X-Agent-ID", "eve");
        client.post("/api/reservations/" + held + "/renew?project=" + project, Map.of(), eve);
        client.delete("/api/reservations/" + over, eve);
        client.get("/api/reservations/" + over, Map.of());
        client.get("/api/reservations/nothing", Map.of());
        client.get("/api/reservations", Map.of("project", project, "agent", "eve"));
        client.post("/api/agents/eve/heartbeat?project=" + project, Map.of());
    }

    /** Every kind, every filter of it, and every two of them together. */
    private static void records(Client client, String project) {
        Map<String, List<String>> filters = Map.of(
                "specs", List.of("status=draft"),
                "epics", List.of("spec=s", "status=open"),
                "stories", List.of("epic=e", "status=todo"),
                "tasks", List.of("story=s", "status=running", "agent=eve"),
                "insights", List.of("spec=s", "category=c", "source=s"),
                "sessions", List.of("status=idle", "agent=eve"),
                "cujs", List.of("spec=s", "status=draft"));
        Map<String, Object> record = new HashMap<>(Map.of("project", project, "id", "r1", "title", "t", "name", "n"));
        record.putAll(Map.of("spec_id", "s", "epic_id", "e", "source", "s", "category", "c", "agent", "eve"));
        filters.forEach((kind, of) -> {
            String path = "/api/" + kind + "?project=" + project;
            client.post("/api/" + kind, record);
            client.get(path, Map.of());
            for (String first : of) {
                client.get(path + "&" + first, Map.of());
                of.forEach(second -> client.get(path + "&" + first + "&" + second, Map.of()));
            }
        });
        client.get("/api/tasks?project=" + project + "&story=s&status=running&agent=eve", Map.of());
        client.post("/api/tasks", Map.of("project", project, "id", "r2", "title", "t"));
        client.post("/api/tasks/claim", Map.of("project", project, "agent", "eve", "story", "s"));
        client.post("/api/tasks/claim", Map.of("project", project, "agent", "eve"));
        client.post("/api/tasks/r2/assign?project=" + project, Map.of("agent", "ann"));
        client.post("/api/insights/r1/link?project=" + project, Map.of("spec_id", "s2"));
        for (String action : List.of("link", "unlink", "link")) {
            client.post("/api/cujs/r1/" + action + "?project=" + project, Map.of("feature_id", "f"));
        }
        client.get("/api/cujs/r1/links?project=" + project, Map.of());
        client.post("/api/agents/eve/heartbeat?project=" + project, Map.of());
        for (String kind : List.of("specs", "epics", "stories", "insights", "sessions", "cujs")) {
            client.delete("/api/" + kind + "/r1?project=" + project, Map.of());
        }
        client.delete("/api/tasks/r2?project=" + project, Map.of());
    }

    private static String reserve(Client client, String project, String pattern) {
        return client.post(
                        "/api/reservations",
                        Map.of("project", project, "agent", "eve", "path", pattern, "renew_on_heartbeat", true))
                .text("id");
    }

    private static void send(Client client, String project, String id, String from, List<String> to, String thread) {
        client.post(
                "/api/messages",
                Map.of(
                        "project",
                        project,
                        "id",
                        id,
                        "from",
                        from,
                        "to",
                        to,
                        "cc",
                        List.of("cid"),
                        "bcc",
                        List.of("dot"),
                        "thread_id",
                        thread,
                        "body",
                        "to " + to,
                        "ack_required",
                        true));
    }

    private static void agents(Client client, String project) {
        client.post("/api/agents", Map.of("project", project, "name", "eve"));
        Client.Answer ann = client.post(
                "/api/agents", Map.of("project", project, "name", "ann", "capabilities", List.of("java", "sql")));
        client.post(
                "/api/agents",
                Map.of("project", project, "name", "anna", "session_id", ann.text("session_id")),
                Map.of("X-Agent-Token", ann.text("token")));
        String id = ann.text("agent_id");
        client.post("/api/agents/" + id + "/heartbeat?project=" + project, Map.of("focus_state", "thinking"));
        client.get("/api/agents", Map.of("project", project));
        client.get("/api/agents", Map.of("project", project, "capability", "java"));
        client.get("/api/agents/" + id, Map.of("project", project));
    }
}
