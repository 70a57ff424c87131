package dev.intermute.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import dev.intermute.http.Paging;

/**
 * A page of records, or of what belongs to one.
 *
 * @param entries in the order of their list
 * @param next the position of the next page, if there is more
 */
record RecordPage<T>(List<T> entries, Optional<String> next) {

    /** A page that is being read; like every page it ends at its size, but never without an entry. */
    static final class Reading<T> {
        private final int limit;
        private final ToLongFunction<T> bytes;
        private final List<T> taken = new ArrayList<>();
        private long size;
        private boolean more;

        /** @param bytes about how many bytes of JSON an entry makes */
        Reading(int limit, ToLongFunction<T> bytes) {
            this.limit = limit;
            this.bytes = bytes;
        }

        /** A read that failed may be tried again. */
        void clear() {
            taken.clear();
            size = 0;
            more = false;
        }

        /**
         * Takes an entry, if there is room.
         *
         * @return whether to go on: so a list has to show one more than the page may have
         */
        boolean take(T entry) {
            size += bytes.applyAsLong(entry);
            more = taken.size() == limit || (size > Paging.MAX_PAGE_BYTES && !taken.isEmpty());
            if (!more) {
                taken.add(entry);
            }
            return !more;
        }

        /**
         * What was read.
         *
         * @param entry how an entry is shown
         * @param position how the place of an entry is told
         */
        <V> RecordPage<V> page(Function<T, V> entry, Function<T, String> position) {
            return new RecordPage<>(
                    taken.stream().map(entry).toList(),
                    more ? Optional.of(position.apply(taken.get(taken.size() - 1))) : Optional.empty());
        }
    }
}
