package dev.intermute.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the scenarios need in one server: a project of this run's own, agents, messages. Made when first asked for, and
 * only by the routes that every implementation has.
 */
final class Fixture {
    /** How many messages an inbox page asks for. */
    static final int PAGE = 50;
    /** Each page is full where there are this many messages, or more, behind the position that it is read from. */
    static final int MESSAGES_A_POSITION = 2500;

    private static final int MAILBOXES = 50;
    private static final int MOST_POSITIONS = 64;
    private static final int FILLERS = 64;
    private static final String BODY = "x".repeat(200);
    private static final Duration NO_LIMIT = Duration.ofHours(12);

    private final URI server;
    private final String project;
    private final RequestBytes encoder;
    private final JsonClient client;
    private final AtomicLong registered = new AtomicLong();
    private final List<String> agents = new ArrayList<>();
    private final List<byte[]> pages = new ArrayList<>();
    private final List<byte[]> retries = new ArrayList<>();
    private final HeldFiles held;
    private int rounds;

    /** @param project one that nobody has used */
    Fixture(URI server, String project) {
        this.server = server;
        this.project = project;
        this.encoder = new RequestBytes(server);
        this.client = new JsonClient(server);
        this.held = new HeldFiles(project, encoder, client);
    }

    /** As many as there are connections, all alike but for where they begin. */
    static List<Requests> rotations(int connections, List<byte[]> requests) {
        return times(connections, i -> new Rotation(requests, i));
    }

    /** A request that does nothing. */
    List<byte[]> noop(String path) {
        return List.of(encoder.get(path));
    }

    /** Messages to two of the mailboxes each. */
    List<byte[]> sends() throws IOException {
        List<String> ids = agents(MAILBOXES);
        return IntStream.range(0, MAILBOXES)
                .mapToObj(i -> encoder.post("/api/messages", message(ids, i, "")))
                .toList();
    }

    /** Messages that were sent before, under the ids that they had. */
    List<byte[]> retries() throws IOException {
        List<String> ids = agents(MAILBOXES);
        for (int i = retries.size(); i < MAILBOXES; i++) {
            String message = message(ids, i, "\"id\":\"" + project + "-retry-" + i + "\",");
            client.post("/api/messages", message);
            retries.add(encoder.post("/api/messages", message));
        }
        return retries;
    }

    /** Signs of life. */
    List<byte[]> heartbeats() throws IOException {
        return agents(MAILBOXES).stream()
                .map(id -> encoder.post("/api/agents/" + id + "/heartbeat", ""))
                .toList();
    }

    /** Files that as many reservations of others hold, and requests among them. */
    HeldFiles held(int reservations) throws IOException {
        held.hold(reservations);
        return held;
    }

    /** New agents, in a project beside the one that everything else is in. */
    List<Requests> registrations(int connections) {
        return times(connections, i -> new Registrations(encoder, project + "-register", registered));
    }

    /**
     * Full pages of each mailbox, from positions all over the log.
     *
     * @param messages how many there are, in all mailboxes together
     */
    List<byte[]> pages(int messages) throws IOException {
        if (pages.isEmpty()) {
            long first = send();
            fill(messages);
            long last = send();
            int positions = Math.max(1, Math.min(MOST_POSITIONS, messages / MESSAGES_A_POSITION));
            for (int i = 0; i < positions; i++) {
                addPages(first - 1 + (last - first) * i / positions);
            }
        }
        return pages;
    }

    private void addPages(long position) throws IOException {
        for (String agent : agents(MAILBOXES)) {
            String path =
                    "/api/inbox/" + agent + "?project=" + project + "&since_cursor=" + position + "&limit=" + PAGE;
            int found = client.get(path).path("messages").size();
            if (found != PAGE) {
                throw new IOException("a page of " + found + " messages instead of " + PAGE + ": " + path);
            }
            pages.add(encoder.get(path));
        }
    }

    private long send() throws IOException {
        JsonNode answer = client.post("/api/messages", message(agents(MAILBOXES), 0, ""));
        return answer.path("cursor").asLong();
    }

    private void fill(int messages) throws IOException {
        Plan plan = Plan.of(new Lane("fill", Pace.times(messages), rotations(FILLERS, sends())));
        try (Round round = Round.open(server, plan, 1)) {
            Tally tally = round.run(NO_LIMIT).tallies().get("fill");
            if (tally.errors() > 0) {
                throw new IOException("the mailboxes can't be filled: " + tally.firstError());
            }
        }
    }

    /** One sender whose messages all go to one mailbox; whoever follows the project's events sees them. */
    List<StampedMessages> announcements(int connections) throws IOException {
        List<String> ids = agents(MAILBOXES);
        MessageStamp stamp = nextRound();
        return times(connections, i -> messages(stamp, i, ids.get(0), ids.get(1)));
    }

    /** As many senders as there are agents, each of which writes to the next. */
    List<StampedMessages> letters(int count) throws IOException {
        List<String> ids = agents(count);
        MessageStamp stamp = nextRound();
        return times(count, i -> messages(stamp, i, ids.get(i), ids.get((i + 1) % count)));
    }

    /** A socket for all events of the project. */
    Subscription events(List<StampedMessages> senders) {
        return new Subscription("/ws/events?project=" + project, senders);
    }

    /** The socket of the agent to whom the letters with this index go, which are of as many as were asked for. */
    Subscription mailbox(List<StampedMessages> letters, int index) throws IOException {
        String agent = agents(letters.size()).get((index + 1) % letters.size());
        return new Subscription("/ws/agents/" + agent + "?project=" + project, List.of(letters.get(index)));
    }

    private StampedMessages messages(MessageStamp stamp, int sender, String from, String to) {
        String message = "{\"id\":\"" + stamp.blank() + "\",\"project\":\"" + project + "\",\"from\":\"" + from
                + "\",\"to\":[\"" + to + "\"],\"body\":\"" + BODY + "\"}";
        return new StampedMessages(stamp, sender, encoder.post("/api/messages", message));
    }

    private MessageStamp nextRound() {
        return new MessageStamp(project + "-" + ++rounds, System.nanoTime());
    }

    private String message(List<String> ids, int number, String id) {
        return "{" + id + "\"project\":\"" + project + "\",\"from\":\"" + ids.get(number) + "\",\"to\":[\""
                + ids.get((number * 7 + 1) % MAILBOXES) + "\",\"" + ids.get((number * 13 + 2) % MAILBOXES)
                + "\"],\"body\":\"" + BODY + "\"}";
    }

    private List<String> agents(int count) throws IOException {
        for (int i = agents.size(); i < count; i++) {
            String agent = "{\"project\":\"" + project + "\",\"name\":\"agent" + i + "\"}";
            agents.add(client.post("/api/agents", agent).path("agent_id").asText());
        }
        return agents.subList(0, count);
    }

    private static <T> List<T> times(int count, IntFunction<T> each) {
        return IntStream.range(0, count).mapToObj(each).toList();
    }
}
