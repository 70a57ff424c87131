package dev.intermute.fault;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.intermute.testing.Client;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds what a database has against what clients were told and saw. */
final class HistoryCheck {
    private final History history;
    private final TreeMap<Long, Logged> log = new TreeMap<>();
    /** The same by message, without receipts. */
    private final Map<String, List<Logged>> changes = new HashMap<>();

    private final Map<String, Stored> messages = new HashMap<>();
    private final Map<String, String> agents = new HashMap<>();
    private final Map<String, String> focus = new HashMap<>();
    private final Map<String, Lease> leases = new HashMap<>();
    private final Set<String> receipts;

    /** Reads all that there is. */
    HistoryCheck(History history, TestDatabase database) throws SQLException {
        this.history = history;
        for (String row : database.texts("""
                select cursor || ' ' || type || ' ' || (audience is null) || ' ' || entity_id
                from events order by cursor""")) {
            String[] columns = row.split(" ");
            Logged logged = new Logged(Long.parseLong(columns[0]), columns[1], columns[2].equals("1"), columns[3]);
            log.put(logged.cursor, logged);
            if (logged.isChange()) {
                changes.computeIfAbsent(logged.id, none -> new ArrayList<>()).add(logged);
            }
        }
        for (String row : database.texts("select id || ' ' || cursor || ' ' || body from messages")) {
            String[] columns = row.split(" ", 3);
            messages.put(columns[0], new Stored(Long.parseLong(columns[1]), columns[2]));
        }
        for (String row : database.texts(
                "select name || ' ' || id || ' ' || session_id || ' ' || coalesce(focus_state, '')" + " from agents")) {
            String[] columns = row.split(" ", 4);
            agents.put(columns[0], columns[1] + " " + columns[2]);
            focus.put(columns[0], columns[3]);
        }
        for (String row :
                database.texts("select id || ' ' || fence || ' ' || coalesce(ending, '') from reservations")) {
            String[] columns = row.split(" ", 3);
            leases.put(columns[0], new Lease(Long.parseLong(columns[1]), columns[2]));
        }
        receipts = new HashSet<>(database.texts("""
                with mine as (
                    select m.id || ' ' || coalesce(a.name, d.mailbox) as entry, d.read_at, d.ack_at
                    from deliveries d join messages m on m.seq = d.message
                        left join agents a on a.project = d.project and a.id = d.mailbox)
                select entry || ' read' from mine where read_at is not null
                union all
                select entry || ' ack' from mine where ack_at is not null"""));
    }

    /** The log's highest cursor. */
    long head() {
        return log.isEmpty() ? 0 : log.lastKey();
    }

    /** The log, for a comparison with what it was before. */
    List<Logged> log() {
        return List.copyOf(log.values());
    }

    /** What was answered is there, once; of what wasn't answered there is all or nothing. */
    void everything() {
        history.sent.forEach(this::sent);
        assertThat(messages.keySet())
                .as("nothing that nobody sent")
                .isEqualTo(changes.keySet())
                .isSubsetOf(history.sent.keySet());
        assertThat(receipts).as("receipts").containsAll(history.receipts.keySet());
        history.registered.forEach((name, one) -> {
            if (one.isAnswered()) {
                assertThat(agents).as("registrations").containsEntry(name, one.id() + " " + one.session());
            }
        });
        history.grants.forEach(this::granted);
        history.focus.forEach((name, tried) -> {
            assertThat(focus.get(name)).as("focus of %s", name).isIn(tried);
        });
        history.seen.forEach((cursor, id) -> assertThat(log.get(cursor))
                .as("what somebody saw at %d", cursor)
                .isNotNull()
                .extracting(Logged::id)
                .isEqualTo(id));
        assertThat(history.complaints).isEmpty();
    }

    private void granted(String id, long fence) {
        Boolean released = history.releases.get(id);
        Lease lease = leases.get(id);
        assertThat(lease).as("lease %s", id).isNotNull();
        assertThat(lease.fence).isEqualTo(fence);
        if (released == null) {
            assertThat(lease.ending).as("what nobody released").isNotEqualTo("released");
        } else if (released) {
            assertThat(lease.ending).as("what was released").isEqualTo("released");
        }
    }

    private void sent(String id, History.Sent one) {
        List<Long> answered = one.cursors();
        List<Logged> stored = changes.getOrDefault(id, List.of());
        assertThat(stored.size() - answered.size())
                .as("%s: changes in the log that nobody was told of", id)
                .isBetween(0, one.open().isPresent() ? 1 : 0);
        for (int i = 0; i < answered.size(); i++) {
            assertThat(stored.get(i))
                    .isEqualTo(new Logged(answered.get(i), i == 0 ? "message.created" : "message.updated", true, id));
        }
        Logged last = stored.isEmpty() ? null : stored.get(stored.size() - 1);
        assertThat(messages.get(id))
                .as(id)
                .isEqualTo(
                        last == null
                                ? null
                                : new Stored(last.cursor, (String)
                                        one.version(stored.size() - 1).get("body")));
    }

    /** What a socket to all events saw is a part of the log without a gap. */
    void hasWithoutGap(List<Long> cursors) {
        if (cursors.isEmpty()) {
            return;
        }
        assertThat(cursors)
                .as("what came through a socket")
                .isEqualTo(log.subMap(cursors.get(0), true, cursors.get(cursors.size() - 1), true).values().stream()
                        .filter(Logged::isOpen)
                        .map(Logged::cursor)
                        .toList());
    }

    /**
     * Tries again what wasn't answered: what is there already isn't done twice.
     *
     * @return how much of it was there
     */
    int tryAgain(Client client) {
        int found = 0;
        for (Map.Entry<String, History.Sent> one : history.sent.entrySet()) {
            Map<String, Object> open = one.getValue().open().orElse(null);
            if (open != null) {
                List<Logged> stored = changes.getOrDefault(one.getKey(), List.of());
                boolean there = stored.size() > one.getValue().cursors().size();
                long cursor = send(client, open);
                if (there) {
                    assertThat(cursor).isEqualTo(stored.get(stored.size() - 1).cursor);
                    found++;
                } else {
                    assertThat(cursor).isGreaterThan(head());
                }
                one.getValue().answered(cursor);
            }
        }
        history.registered.forEach((name, one) -> {
            if (!one.isAnswered()) {
                register(client, name, one);
            }
        });
        history.focus.forEach((name, tried) -> tried.retainAll(List.of(focus.get(name))));
        return found;
    }

    private void register(Client client, String name, History.Registered one) {
        Client.Answer answer = client.post(
                "/api/agents", Map.of("project", MixedLoad.PROJECT, "name", name, "session_id", one.session()));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(agents.containsKey(name) ? 409 : 200);
        history.registered.remove(name);
    }

    /** Sends again what has been answered: the answer is the same. */
    void repeat(Client client, String id) {
        History.Sent one = history.sent.get(id);
        List<Long> cursors = one.cursors();
        assertThat(send(client, one.last().orElseThrow())).isEqualTo(cursors.get(cursors.size() - 1));
    }

    private static long send(Client client, Map<String, Object> content) {
        Client.Answer answer = client.post("/api/messages", content);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.number("cursor");
    }

    /** One event of the log. */
    record Logged(long cursor, String type, boolean isOpen, String id) {
        private boolean isChange() {
            return type.equals("message.created") || type.equals("message.updated");
        }
    }

    private record Lease(long fence, String ending) {}

    private record Stored(long cursor, String body) {}
}
