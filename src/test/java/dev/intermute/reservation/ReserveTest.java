package dev.intermute.reservation;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.intermute.testing.Api;
import dev.intermute.testing.Api.Registered;
import dev.intermute.testing.Lock;
import dev.intermute.testing.RawHttp;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(TestServer.class)
class ReserveTest {
    private final String project = Api.freshProject();
    private Registered ann;
    private Registered bob;

    @BeforeEach
    void register() {
        ann = Api.register(project, "ann");
        bob = Api.register(project, "bob");
    }

    @Test
    void a_reservation_is_201_and_tells_what_is_held() {
        JsonPath lease =
                Lock.in(project, "ann").on("src/auth").with("reason", "login").take();

        assertThat(lease.getString("id")).matches(Api.ID);
        assertThat(lease.getString("agent_id")).isEqualTo(ann.agent_id());
        assertThat(lease.getString("agent")).isEqualTo("ann");
        assertThat(lease.getString("project")).isEqualTo(project);
        assertThat(lease.getString("path_pattern")).isEqualTo("src/auth");
        assertThat(lease.getList("patterns")).containsExactly("src/auth");
        assertThat(lease.getBoolean("exclusive")).isTrue();
        assertThat(lease.getBoolean("shared")).isFalse();
        assertThat(lease.getString("reason")).isEqualTo("login");
        assertThat(lease.getBoolean("is_active")).isTrue();
        assertThat(lease.getString("released_at")).isNull();
        assertThat(length(lease)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void the_fence_is_the_cursor_of_the_grant() {
        JsonPath first = Lock.in(project, "ann").on("a").take();
        JsonPath second = Lock.in(project, "bob").on("b").take();

        JsonPath events = Api.events(project);
        assertThat(events.getList("events.type")).containsExactly("reservation.created", "reservation.created");
        assertThat(events.getLong("events[0].cursor")).isEqualTo(first.getLong("fence"));
        assertThat(events.getLong("events[1].cursor")).isEqualTo(second.getLong("fence"));
        assertThat(events.getString("events[0].entity_id")).isEqualTo(first.getString("id"));
        assertThat(events.getString("events[0].data.path_pattern")).isEqualTo("a");
        assertThat(second.getLong("fence")).isGreaterThan(first.getLong("fence"));
    }

    @Test
    void what_overlaps_with_anothers_is_409_with_everything_one_needs_to_know() {
        JsonPath held =
                Lock.in(project, "ann").on("src/auth").with("reason", "login").take();

        JsonPath refused = Api.refused(
                        Lock.in(project, "bob").on("src/*/main.go").ask(), 409, "reservation_conflict")
                .extract()
                .jsonPath();

        assertThat(refused.getList("conflicts")).hasSize(1);
        Api.hasFields(
                refused,
                "conflicts[0]",
                "reservation_id",
                "agent_id",
                "held_by",
                "pattern",
                "reason",
                "expires_at",
                "exclusive",
                "overlaps",
                "holder_liveness",
                "holder_last_seen",
                "waiting");
        assertThat(refused.getString("conflicts[0].reservation_id")).isEqualTo(held.getString("id"));
        assertThat(refused.getString("conflicts[0].agent_id")).isEqualTo(ann.agent_id());
        assertThat(refused.getString("conflicts[0].held_by")).isEqualTo("ann");
        assertThat(refused.getString("conflicts[0].pattern")).isEqualTo("src/auth");
        assertThat(refused.getString("conflicts[0].reason")).isEqualTo("login");
        assertThat(refused.getString("conflicts[0].expires_at")).isEqualTo(held.getString("expires_at"));
        assertThat(refused.getBoolean("conflicts[0].exclusive")).isTrue();
        assertThat(refused.getString("conflicts[0].overlaps")).isEqualTo("src/auth/main.go");
        assertThat(refused.getString("conflicts[0].holder_liveness")).isEqualTo("active");
        assertThat(refused.getString("conflicts[0].holder_last_seen")).matches(Api.TIME);
        assertThat(refused.getInt("conflicts[0].waiting")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "true,  true,  409",
        "true,  false, 409",
        "false, true,  409",
        "false, false, 201",
    })
    void only_shared_ones_overlap(boolean first, boolean second, int status) {
        Lock.in(project, "ann").on("src").with("exclusive", first).take();

        Lock.in(project, "bob")
                .on("src/a")
                .with("exclusive", second)
                .ask()
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource({
        "src/auth,        src/auth/login.go, 409",
        "src/auth/login.go, src/auth,        409",
        "src/*.go,        src/main.go,       409",
        "src/*.go,        src/main.rs,       201",
        "'src/{a,b}/x',   src/b,             409",
        "'src/{a,b}/x',   src/c,             201",
        "**/*.md,         docs/a/b.md,       409",
        "**/*.md,         docs/a/b.txt/c.md, 409",
        "*/*,             a,                 409",
        "'[a-m]*',        zoo,               201",
        "'[a-m]*',        Makefile,          201",
        "'app/\\[id\\]',  app/i,             201",
        "src,             srcs,              201",
    })
    void patterns_conflict_exactly_where_they_have_a_path_in_common(String first, String second, int status) {
        Lock.in(project, "ann").on(first).take();

        Lock.in(project, "bob").on(second).ask().then().statusCode(status);
    }

    @Test
    void all_patterns_are_granted_or_none() {
        Lock.in(project, "ann").on("b").take();

        Api.refused(Lock.in(project, "bob").on("a").and("b", "c").ask(), 409, "reservation_conflict");

        Lock.in(project, "ann").on("a").take();
        assertThat(Api.ok(Api.in(project).get("/api/reservations")).getList("reservations"))
                .hasSize(2);
    }

    @Test
    void an_agent_never_conflicts_with_itself() {
        Lock.in(project, "ann").on("src").take();

        Lock.in(project, ann.agent_id()).on("src/a").take();
    }

    @Test
    void the_same_again_refreshes_what_there_is() {
        JsonPath first = Lock.in(project, "ann")
                .on("a")
                .and("b")
                .with("reason", "one")
                .with("ttl_minutes", 5)
                .take();

        JsonPath again = Api.ok(Lock.in(project, "ann")
                .on("./b/")
                .and("a//")
                .with("ttl_minutes", 60)
                .ask());

        assertThat(again.getString("id")).isEqualTo(first.getString("id"));
        assertThat(again.getLong("fence")).isEqualTo(first.getLong("fence"));
        assertThat(again.getString("created_at")).isEqualTo(first.getString("created_at"));
        assertThat(again.getString("reason")).isEqualTo("one");
        assertThat(end(again)).isAfter(end(first));
        assertThat(Api.events(project).getList("events.type"))
                .containsExactly("reservation.created", "reservation.renewed");
    }

    @Test
    void a_refresh_never_shortens_and_takes_what_it_is_given() {
        JsonPath first = Lock.in(project, "ann").on("a").with("ttl_minutes", 60).take();

        JsonPath again = Api.ok(Lock.in(project, "ann")
                .on("a")
                .with("ttl_minutes", 1)
                .with("reason", "two")
                .with("renew_on_heartbeat", true)
                .ask());

        assertThat(again.getString("expires_at")).isEqualTo(first.getString("expires_at"));
        assertThat(again.getString("reason")).isEqualTo("two");
        assertThat(again.getBoolean("renew_on_heartbeat")).isTrue();
    }

    @Test
    void another_mode_is_another_reservation() {
        Lock.in(project, "ann").on("a").take();

        Lock.in(project, "ann").on("a").shared().take();
    }

    @Test
    void an_agent_has_a_hundred_at_most() {
        IntStream.range(0, 100)
                .forEach(i -> Lock.in(project, "ann").on("file-" + i).take());

        Api.refused(Lock.in(project, "ann").on("file-100").ask(), 422, "reservation_limit");
        Lock.in(project, "ann").on("file-7").ask().then().statusCode(200);
        Lock.in(project, "bob").on("file-100").take();
    }

    @Test
    void other_projects_are_other_files() {
        Lock.in(project, "ann").on("src").take();
        String other = Api.freshProject();
        Api.register(other, "ann");

        Lock.in(other, "ann").on("src").take();
    }

    @Test
    void an_agent_that_isnt_registered_is_404() {
        Api.refused(Lock.in(project, "nobody").on("src").ask(), 404, "agent_not_found");
    }

    @Test
    void the_agents_project_is_the_requests() {
        JsonPath lease = Api.json(Map.of("agent", bob.agent_id(), "path", "src"))
                .post("/api/reservations")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        assertThat(lease.getString("project")).isEqualTo(project);
        assertThat(lease.getString("agent")).isEqualTo("bob");
    }

    @Test
    void a_token_of_another_agent_is_403() {
        Api.refused(
                Api.as(bob)
                        .contentType("application/json")
                        .body(Map.of("agent_id", ann.agent_id(), "path", "src"))
                        .post("/api/reservations"),
                403,
                "agent_mismatch");
    }

    @Test
    void a_longer_time_than_a_day_is_cut() {
        assertThat(length(Lock.in(project, "ann")
                        .on("a")
                        .with("ttl_minutes", 100_000)
                        .take()))
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void a_number_that_fits_into_no_register_is_large_all_the_same() {
        assertThat(length(Lock.in(project, "ann")
                        .on("a")
                        .with("ttl_minutes", BigInteger.TEN.pow(30))
                        .take()))
                .isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "ttl_minutes, 0",
        "ttl_minutes, -5",
        "ttl_minutes, -1000000000000000000000000000000",
        "wait_seconds, -1",
        "wait_seconds, 61",
        "wait_seconds, 9223372036854775808",
        "wait_seconds, -9223372036854775809",
        "wait_seconds, 1000000000000000000000000000000",
    })
    void a_number_out_of_bounds_is_400(String field, BigInteger value) {
        Api.invalid(Lock.in(project, "ann").on("a").with(field, value).ask(), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0001-01-01T00:00:00Z"})
    void older_clients_zero_values_count_as_absent(String zero) {
        JsonPath lease = Lock.in(project, "ann")
                .on("src")
                .with("glob_patterns", zero)
                .with("exclusive", zero)
                .with("shared", zero)
                .with("reason", zero)
                .with("ttl_minutes", zero)
                .with("wait_seconds", zero)
                .with("renew_on_heartbeat", zero)
                .take();

        assertThat(length(lease)).isEqualTo(Duration.ofMinutes(30));
        assertThat(lease.getList("patterns")).isEqualTo(List.of("src"));
        assertThat(lease.getBoolean("exclusive")).isTrue();
        assertThat(lease.getString("reason")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ttl_minutes, '\"5\"'",
        "ttl_minutes, 5.0",
        "ttl_minutes, true",
        "ttl_minutes, [5]",
        "wait_seconds, {}",
        "exclusive, '\"true\"'",
        "shared, 1",
        "renew_on_heartbeat, 0.0",
        "glob_patterns, '\"a\"'",
        "glob_patterns, {}",
    })
    void a_value_of_another_kind_is_400(String field, String json) {
        String body =
                "{\"project\":\"" + project + "\",\"agent\":\"ann\",\"path\":\"a\",\"" + field + "\":" + json + "}";

        RawHttp.post("/api/reservations").body(body).send().refused(400, "invalid_request");
    }

    @Test
    void what_contradicts_itself_is_400() {
        Api.invalid(
                Lock.in(project, "ann").on("a").shared().with("exclusive", true).ask(), "shared");
        Api.invalid(
                Lock.in(project, "ann")
                        .on("a")
                        .with("shared", false)
                        .with("exclusive", false)
                        .ask(),
                "shared");
        Api.invalid(Lock.in(project, "ann").on("a").with("path", "b").ask(), "path");
        Api.invalid(Lock.in(project, "ann").on("a").with("agent", "bob").ask(), "agent");
    }

    @Test
    void who_and_what_must_be_said() {
        Api.invalid(Api.json(Map.of("project", project, "path", "a")).post("/api/reservations"), "agent_id");
        Api.invalid(Lock.in(project, "ann").ask(), "path_pattern");
        Api.invalid(Lock.in(project, "ann").on(" ").ask(), "path_pattern");
        Api.invalid(Api.local().post("/api/reservations"), "agent_id");
    }

    @Test
    void more_than_fifty_patterns_are_400() {
        Api.invalid(
                Lock.in(project, "ann")
                        .with("glob_patterns", Collections.nCopies(51, "a"))
                        .ask(),
                "glob_patterns");
        List<String> fifty = IntStream.range(0, 50).mapToObj(i -> "f" + i).toList();
        Lock.in(project, "ann").with("glob_patterns", fifty).take();
    }

    @Test
    void more_than_4096_characters_of_patterns_that_are_no_mere_paths_are_400() {
        String path = "d/".repeat(500);
        List<String> paths = IntStream.range(0, 46).mapToObj(i -> path + i).toList();
        List<String> globs =
                IntStream.range(0, 4).mapToObj(i -> "d/".repeat(511) + i + "*").toList();
        List<String> most = Stream.concat(paths.stream(), globs.stream()).toList();

        Lock.in(project, "ann").with("glob_patterns", most).take();
        Api.invalid(Lock.in(project, "ann").on("*").with("glob_patterns", globs).ask(), "glob_patterns");
        Api.invalid(
                Api.in(project)
                        .queryParam("pattern", globs)
                        .queryParam("pattern", "{a,b}")
                        .get("/api/reservations/check"),
                "pattern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", ".", "../x", "a/{b,..}/c", "src/[a", "src/{a,b", "a\\"})
    void a_pattern_that_cant_be_read_is_400_with_its_place(String pattern) {
        JsonPath refused = Api.refused(Lock.in(project, "ann").on(pattern).ask(), 400, "invalid_pattern")
                .body("field", equalTo("path_pattern"))
                .extract()
                .jsonPath();

        assertThat(refused.getInt("position")).isBetween(0, pattern.length());
    }

    private static Duration length(JsonPath lease) {
        return Duration.between(
                Instant.parse(lease.getString("created_at")), Instant.parse(lease.getString("expires_at")));
    }

    private static Instant end(JsonPath lease) {
        return Instant.parse(lease.getString("expires_at"));
    }
}
