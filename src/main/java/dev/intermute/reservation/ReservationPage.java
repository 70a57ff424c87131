package dev.intermute.reservation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.intermute.http.JsonSize;
import dev.intermute.http.Paging;
import dev.intermute.http.Text;

/**
 * A page of reservations.
 *
 * @param reservations the active ones before those that are over, the latest grant first
 * @param next the position of the next page, if there is more
 */
record ReservationPage(List<ReservationView> reservations, Optional<String> next) {
    /** Names of fields, ids, times and numbers. */
    private static final int FRAME_BYTES = 600;

    /** Before which grant a page begins, among the active ones or among those that are over. */
    record Position(boolean over, long fence) {
        static final Position FIRST = new Position(false, Long.MAX_VALUE);

        static Position of(ReservationView view) {
            return new Position(!view.isActive(), view.fence());
        }

        /** Where those that are over go on. */
        long overBefore() {
            return over ? fence : Long.MAX_VALUE;
        }

        boolean isBefore(Lease lease) {
            return !over && lease.fence() < fence;
        }

        private String encode() {
            return (over ? "over-" : "active-") + fence;
        }

        private static Position decode(String cursor) {
            String[] parts = cursor.split("-", 2);
            if (parts.length == 2 && (parts[0].equals("over") || parts[0].equals("active"))) {
                return new Position(parts[0].equals("over"), fence(parts[1]));
            }
            throw Paging.noPosition();
        }

        private static long fence(String digits) {
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw Paging.noPosition();
            }
        }
    }

    /** Which reservations are wanted: a number of them, after a position. */
    record Request(int limit, Position after) {
        static Request of(String limit, String cursor) {
            return new Request(
                    Paging.limit(limit, Paging.WHOLE),
                    Text.given(cursor).map(String::strip).map(Position::decode).orElse(Position.FIRST));
        }

        /** The page of these, of which there may be more than it holds; like every page it ends at its size. */
        ReservationPage page(List<ReservationView> found) {
            List<ReservationView> views = new ArrayList<>();
            long bytes = 0;
            for (ReservationView view : found) {
                bytes += FRAME_BYTES
                        + view.patterns().stream()
                                .mapToLong(text -> JsonSize.of(text) + 3)
                                .sum()
                        + JsonSize.of(view.pathPattern())
                        + JsonSize.of(view.reason());
                if (views.size() == limit || (bytes > Paging.MAX_PAGE_BYTES && !views.isEmpty())) {
                    return new ReservationPage(
                            views,
                            Optional.of(Position.of(views.get(views.size() - 1)).encode()));
                }
                views.add(view);
            }
            return new ReservationPage(views, Optional.empty());
        }
    }
}
