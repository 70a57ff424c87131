package dev.intermute.reservation.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.intermute.testing.Client;
import dev.intermute.testing.PlainConnection;

/** What is asked as the bytes of a request, and the answer as an outcome. */
final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Wire() {}

    static byte[] request(PlainConnection connection, String project, String agent, Asked asked) {
        String who = "project=" + project + "&agent=" + agent;
        if (asked instanceof Asked.Reserve reserve) {
            return connection.request("/api/reservations", body(project, agent, reserve));
        }
        if (asked instanceof Asked.Renew renew) {
            return connection.request("/api/reservations/" + renew.id() + "/renew?" + who, "{}");
        }
        if (asked instanceof Asked.Release release) {
            return connection.request("DELETE /api/reservations/" + release.id() + "?" + who);
        }
        if (asked instanceof Asked.Check check) {
            StringBuilder query =
                    new StringBuilder(who + "&exclusive=" + check.wanted().exclusive());
            check.wanted()
                    .patterns()
                    .forEach(pattern -> query.append("&pattern=").append(Client.encode(pattern)));
            return connection.request("GET /api/reservations/check?" + query);
        }
        return connection.request("DELETE /api/reservations?" + who);
    }

    private static String body(String project, String agent, Asked.Reserve reserve) {
        Map<String, Object> fields = Map.of(
                "project",
                project,
                "agent_id",
                agent,
                "glob_patterns",
                reserve.wanted().patterns(),
                "exclusive",
                reserve.wanted().exclusive(),
                "ttl_minutes",
                1,
                "wait_seconds",
                reserve.waitSeconds());
        return JSON.valueToTree(fields).toString();
    }

    static Outcome outcome(Asked asked, PlainConnection.Reply reply) throws IOException {
        JsonNode body = JSON.readTree(reply.body());
        if (reply.status() >= 400) {
            return new Outcome.Refused(reply.status(), body.path("error").asText(), rivals(body));
        }
        if (asked instanceof Asked.Reserve) {
            return new Outcome.Granted(
                    body.path("id").asText(), body.path("fence").asLong(), reply.status() == 201);
        }
        if (asked instanceof Asked.ReleaseAll) {
            return new Outcome.Freed(body.path("released").asInt());
        }
        return asked instanceof Asked.Check
                ? new Outcome.Found(body.path("available").asBoolean(), rivals(body))
                : new Outcome.Done(body.path("fence").asLong());
    }

    private static List<Outcome.Rival> rivals(JsonNode body) {
        List<Outcome.Rival> rivals = new ArrayList<>();
        body.path("conflicts")
                .forEach(conflict -> rivals.add(new Outcome.Rival(
                        conflict.path("reservation_id").asText(),
                        conflict.path("agent_id").asText(),
                        conflict.path("pattern").asText(),
                        conflict.path("overlaps").asText())));
        return rivals;
    }
}
