package dev.intermute.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Files that many agents hold, and requests for others among them. Every tenth of what is held is a pattern; of what is asked
 * for, every fourth. Nothing that is asked for overlaps with what another holds.
 */
final class HeldFiles {
    /** How many an agent may hold. */
    private static final int AN_AGENT = 100;

    private static final int FOLDERS = 40;
    private static final int CHECKS = 64;
    private static final String DAY = ",\"ttl_minutes\":1440";
    private static final String PATIENTLY = DAY + ",\"wait_seconds\":60";

    private final String project;
    private final RequestBytes encoder;
    private final JsonClient client;
    private int held;
    private int asked;

    HeldFiles(String project, RequestBytes encoder, JsonClient client) {
        this.project = project;
        this.encoder = encoder;
        this.client = client;
    }

    /** Sees to it that there are as many. */
    void hold(int count) throws IOException {
        String holder = null;
        for (; held < count; held++) {
            if (held % AN_AGENT == 0 || holder == null) {
                holder = register("holder" + held / AN_AGENT + "-" + held);
            }
            client.post("/api/reservations", reservation(holder, held(held), DAY));
        }
    }

    /** For each connection an agent and a file of its own, which it reserves, then releases with all that it has. */
    List<Requests> reserving(int connections) throws IOException {
        List<Requests> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String agent = register("worker" + i + "-" + System.nanoTime());
            all.add(new Rotation(
                    List.of(encoder.post("/api/reservations", reservation(agent, free(asked++), DAY)), release(agent)),
                    0));
        }
        return all;
    }

    /** For each pair two agents and a file of their own, which one of them holds. */
    List<Requests> handingOver(int pairs) throws IOException {
        List<Requests> all = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            String first = register("first" + i + "-" + System.nanoTime());
            String second = register("second" + i + "-" + System.nanoTime());
            String file = free(asked++);
            client.post("/api/reservations", reservation(first, file, DAY));
            all.add(new HandOver(
                    List.of(wait(second, file), wait(first, file)),
                    List.of(release(first), release(second)),
                    check(file)));
        }
        return all;
    }

    /** Questions, half of them for what is held. */
    List<byte[]> checks() {
        return IntStream.range(0, CHECKS)
                .mapToObj(i -> i % 2 == 0 ? free(i) : held(i))
                .map(this::check)
                .toList();
    }

    private static String held(int number) {
        String folder = "src/main/module" + number % FOLDERS + "/area" + number / FOLDERS % FOLDERS;
        return number % 10 == 9
                ? folder + "/generated" + number + "/**/*.{java,kt}"
                : folder + "/Class" + number + ".java";
    }

    private static String free(int number) {
        String folder = "src/main/module" + number % FOLDERS + "/area" + number / FOLDERS % FOLDERS;
        return number % 4 == 3 ? folder + "/new" + number + "/**/*.md" : folder + "/New" + number + ".java";
    }

    private byte[] check(String pattern) {
        return encoder.get("/api/reservations/check?project=" + project + "&pattern="
                + pattern.replace("{", "%7B").replace("}", "%7D"));
    }

    private byte[] wait(String agent, String pattern) {
        return encoder.post("/api/reservations", reservation(agent, pattern, PATIENTLY));
    }

    private byte[] release(String agent) {
        return encoder.delete("/api/reservations?project=" + project + "&agent=" + agent);
    }

    private String reservation(String agent, String pattern, String terms) {
        return "{\"project\":\"" + project + "\",\"agent_id\":\"" + agent + "\",\"path_pattern\":\"" + pattern + "\""
                + terms + "}";
    }

    private String register(String name) throws IOException {
        String agent = "{\"project\":\"" + project + "\",\"name\":\"" + name + "\"}";
        return client.post("/api/agents", agent).path("agent_id").asText();
    }
}
