package dev.intermute.client;

import static dev.intermute.client.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** How the life of a work record of any kind ends. */
final class RecordLife {
    private RecordLife() {}

    /** It is read and listed as it was given, and after its deletion neither. */
    static <T> void diesOnce(Records<T, ?, ?> records, String id, T last) {
        assertThat(records.get(id)).isEqualTo(last);
        assertThat(records.list()).containsExactly(last);

        records.delete(id);

        assertThat(records.list()).isEmpty();
        assertThat(failureOf(() -> records.get(id)).code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND);
        IntermuteException again = failureOf(() -> records.delete(id));
        assertThat(again.code()).isEqualTo(ErrorCode.RECORD_NOT_FOUND);
        assertThat(again.status()).isEqualTo(404);
    }
}
