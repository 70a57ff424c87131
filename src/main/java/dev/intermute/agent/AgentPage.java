package dev.intermute.agent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/**
 * A page of agents.
 *
 * @param agents most recently seen first
 * @param next the position of the next page, if there is more
 */
record AgentPage(List<AgentView> agents, Optional<String> next) {

    /** The order of the list: by the last sign of life, then by id, so that it is total. */
    record Position(Instant lastSeen, String id) {
        static final Comparator<Position> LATEST_FIRST = Comparator.comparing(Position::lastSeen)
                .thenComparing(Position::id)
                .reversed();

        static Position of(DirectoryEntry entry) {
            return new Position(entry.lastSeen(), entry.id);
        }

        String encode() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((lastSeen + " " + id).getBytes(StandardCharsets.UTF_8));
        }

        static Position decode(String cursor) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int space = text.indexOf(' ');
                return new Position(Instant.parse(text.substring(0, space)), text.substring(space + 1));
            } catch (RuntimeException e) {
                throw Paging.noPosition();
            }
        }
    }

    /** Which agents are wanted: a number of them, after a position. */
    record Request(int limit, Optional<String> cursor) {
        static Request of(String limit, String cursor) {
            return new Request(
                    Paging.limit(limit, Paging.WHOLE), Text.given(cursor).map(String::strip));
        }

        /** The ids of this page, out of all agents of a project; {@code matching} ones only unless it is null. */
        Slice slice(Collection<DirectoryEntry> all, Collection<String> matching) {
            Set<String> wanted = matching == null ? null : new HashSet<>(matching);
            Position after = cursor.map(Position::decode).orElse(null);
            List<Position> found = all.stream()
                    .filter(entry -> wanted == null || wanted.contains(entry.id))
                    .map(Position::of)
                    .filter(position -> after == null || Position.LATEST_FIRST.compare(position, after) > 0)
                    .sorted(Position.LATEST_FIRST)
                    .limit(limit + 1L)
                    .toList();
            return new Slice(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
        }
    }

    /**
     * The agents that a page may hold, in order.
     *
     * @param hasMore whether there are others after them
     */
    record Slice(List<Position> positions, boolean hasMore) {
        /** The page of the first of them. */
        AgentPage page(List<AgentView> views, int examined) {
            boolean more = hasMore || examined < positions.size();
            return new AgentPage(
                    views, more ? Optional.of(positions.get(examined - 1).encode()) : Optional.empty());
        }
    }
}
