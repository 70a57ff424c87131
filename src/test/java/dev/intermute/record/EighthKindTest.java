package dev.intermute.record;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.Description;
import dev.intermute.testing.EighthKind;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** A further kind takes one class and one migration, and has all that the others have. */
@QuarkusTest
@TestProfile(EighthKind.class)
@WithTestResource(TestServer.class)
class EighthKindTest {
    private static final Map<String, Object> LEAST = Map.of("maker", "ada");

    private final String project = Api.freshProject();

    @Test
    void it_is_made_read_changed_and_deleted() {
        JsonPath made = make(Map.of("id", "g1", "maker", "ada", "part_names", List.of("a", "b")));
        assertThat(made.getString("status")).isEqualTo("new");
        assertThat(made.getLong("version")).isEqualTo(1);
        assertThat(get("g1").header("ETag")).isEqualTo("\"1\"");
        Api.refused(post(Map.of("id", "g1", "maker", "bob")), 409, "already_exists");
        Api.invalid(post(Map.of()), "maker");
        Api.invalid(post(Sample.with(LEAST, "status", "lost")), "status");
        Api.invalid(post(Map.of("maker", "x".repeat(41))), "maker");
        make(Map.of("maker", "🙂".repeat(40)));

        JsonPath patched = Api.ok(patch("g1", Map.of("version", 1, "status", "used")));
        assertThat(patched.getList("part_names")).containsExactly("a", "b");
        Api.refused(patch("g1", Map.of("version", 1)), 409, "version_conflict").body("current_version", equalTo(2));
        JsonPath replaced = Api.ok(Api.json(Map.of("project", project, "maker", "bob", "version", 2))
                .put("/api/gadgets/g1"));
        assertThat(replaced.getList("part_names")).isEmpty();
        assertThat(replaced.getString("status")).isEqualTo("new");

        assertThat(Api.in(project).delete("/api/gadgets/g1").statusCode()).isEqualTo(204);
        Api.refused(get("g1"), 404, "record_not_found");
    }

    @Test
    void it_is_listed_by_its_filters() {
        make(Map.of("id", "g1", "maker", "ada"));
        make(Map.of("id", "g2", "maker", "bob"));
        make(Map.of("id", "g3", "maker", "ada", "status", "broken"));

        assertThat(list("maker", "ada")).containsExactly("g3", "g1");
        assertThat(list("status", "broken")).containsExactly("g3");
        assertThat(list("limit", "1")).containsExactly("g3");
    }

    @Test
    void it_has_events_to_which_one_can_subscribe() {
        make(Map.of("id", "g1", "maker", "ada"));
        Api.ok(patch("g1", Map.of("version", 1, "status", "used")));
        Api.in(project).delete("/api/gadgets/g1");

        JsonPath log = Api.ok(Api.in(project).queryParam("type", "gadget.*").get("/api/events"));

        assertThat(log.getList("events.type")).containsExactly("gadget.created", "gadget.updated", "gadget.deleted");
        assertThat(log.getList("events.kind")).containsOnly("gadget");
        assertThat(log.getList("events.action")).containsExactly("created", "updated", "deleted");
        Api.invalid(Api.in(project).queryParam("type", "widget.*").get("/api/events"), "type");
    }

    @Test
    void it_is_described() {
        Description description = Description.read();
        JsonNode list = description.document().at("/paths/~1api~1gadgets/get");
        JsonNode fields = description.document().at("/components/schemas/NewGadget/properties");

        assertThat(list.path("operationId").asText()).isEqualTo("listGadgets");
        assertThat(list.path("parameters").findValuesAsText("name")).contains("maker", "status", "limit", "cursor");
        assertThat(fields.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("id", "project", "maker", "part_names", "status");
        assertThat(list.path("tags").get(0).asText()).isEqualTo("gadgets");
        assertThat(description.document().path("tags"))
                .filteredOn(tag -> tag.path("name").asText().equals("gadgets"))
                .extracting(tag -> tag.path("description").asText())
                .containsExactly("Things that are of use.");
        assertThat(fields.at("/maker/maxLength").asInt()).isEqualTo(40);
        assertThat(list.at("/responses/200/content/application~1json/examples")).isNotEmpty();
        assertThat(description.problems(
                        description.document().at("/components/schemas/Gadget"),
                        Description.parse(post(LEAST).asString())))
                .isEmpty();
    }

    private JsonPath make(Map<String, ?> fields) {
        return post(fields).then().statusCode(201).extract().jsonPath();
    }

    private Response post(Map<String, ?> fields) {
        return Api.json(Sample.with(fields, "project", project)).post("/api/gadgets");
    }

    private Response get(String id) {
        return Api.in(project).get("/api/gadgets/{id}", id);
    }

    private Response patch(String id, Map<String, ?> body) {
        return Api.json(body).queryParam("project", project).patch("/api/gadgets/{id}", id);
    }

    private List<String> list(String parameter, String value) {
        return Api.ok(Api.in(project).queryParam(parameter, value).get("/api/gadgets"))
                .getList("id");
    }
}
