package dev.intermute.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists that end early where they are long: the service says where they go on. */
final class Pages {
    private Pages() {}

    /**
     * All entries of a list.
     *
     * @param field where the answer has them; empty where the answer is the list
     */
    static <T> List<T> all(IntermuteClient client, Call call, String field, Class<T> type) {
        List<T> all = new ArrayList<>();
        Call next = call;
        Set<String> positions = new HashSet<>();
        while (true) {
            Answer answer = client.send(next);
            all.addAll(answer.list(field, type));
            if (answer.next().isEmpty()) {
                return List.copyOf(all);
            }
            String position = answer.next().get();
            if (!positions.add(position)) {
                throw Answer.unintelligible("a list that goes on where it went on before", null);
            }
            next = call.query("cursor", position);
        }
    }
}
