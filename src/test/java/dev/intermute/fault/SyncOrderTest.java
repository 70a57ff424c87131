package dev.intermute.fault;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The check can fail: it does so wherever something leaves before it is on disk. */
class SyncOrderTest {
    private static final String FRAME =
            "1 pwrite64(9</d/test.db-wal>, \"\\0\\0\\0\\5\\0\\0\\0\\0\\r\\n12\", 24, 32) = 24";
    private static final String LAST_FRAME =
            "1 pwrite64(9</d/test.db-wal>, \"\\0\\0\\0\\5\\0\\0\\0\\1\\r\\n12\", 24, 32) = 24";
    private static final String PAGE_WITH_A = "1 pwrite64(9</d/test.db-wal>, \"\\1id-a\\\"\\\\\", 4096, 56) = 4096";
    private static final String OTHER_PAGE = "1 pwrite64(9</d/test.db-wal>, \"\\1\", 4096, 56) = 4096";
    private static final String SYNC_BEGINS = "1 fsync(9</d/test.db-wal> <unfinished ...>";
    private static final String SYNC_RETURNS = "1 <... fsync resumed>)            = 0";
    private static final String SYNC = "1 fsync(9</d/test.db-wal>) = 0";
    private static final String ANSWER = "2 write(7<socket:[12]>, \"HTTP/1.1 200 OK id-a\", 20) = 20";

    @Test
    void an_answer_after_the_sync_of_its_transaction_is_right() {
        assertThat(early(FRAME, PAGE_WITH_A, LAST_FRAME, OTHER_PAGE, SYNC, ANSWER))
                .isEmpty();
        assertThat(early(LAST_FRAME, PAGE_WITH_A, SYNC_BEGINS, SYNC_RETURNS, ANSWER))
                .isEmpty();
    }

    @Test
    void an_answer_while_the_sync_runs_is_early() {
        assertThat(early(LAST_FRAME, PAGE_WITH_A, SYNC_BEGINS, ANSWER, SYNC_RETURNS))
                .containsExactly("id-a");
    }

    @Test
    void an_answer_without_a_sync_is_early() {
        assertThat(early(LAST_FRAME, PAGE_WITH_A, ANSWER)).containsExactly("id-a");
        assertThat(early(LAST_FRAME, PAGE_WITH_A, ANSWER, SYNC)).containsExactly("id-a");
        assertThat(early(LAST_FRAME, PAGE_WITH_A, SYNC_BEGINS, ANSWER)).containsExactly("id-a");
    }

    @Test
    void a_sync_before_the_transaction_is_whole_is_not_its_own() {
        assertThat(early(FRAME, PAGE_WITH_A, SYNC, LAST_FRAME, OTHER_PAGE, ANSWER))
                .containsExactly("id-a");
        assertThat(early(
                        FRAME,
                        PAGE_WITH_A,
                        LAST_FRAME,
                        "1 pwrite64(9</d/test.db-wal>, \"\\1\", 4096, 56 <unfinished ...>",
                        "3 fsync(9</d/test.db-wal>) = 0",
                        "1 <... pwrite64 resumed>) = 4096",
                        ANSWER))
                .containsExactly("id-a");
    }

    @Test
    void a_sync_of_another_file_is_none() {
        assertThat(early(LAST_FRAME, PAGE_WITH_A, "1 fsync(8</d/test.db>) = 0", ANSWER))
                .containsExactly("id-a");
    }

    @Test
    void an_answer_with_what_was_never_written_is_early() {
        assertThat(early(ANSWER)).containsExactly("id-a");
    }

    @Test
    void only_the_first_answer_counts() {
        assertThat(early(LAST_FRAME, PAGE_WITH_A, SYNC, ANSWER, LAST_FRAME, PAGE_WITH_A, ANSWER))
                .isEmpty();
    }

    private static List<String> early(String... lines) {
        SyncOrder order = new SyncOrder(Pattern.compile("id-\\w"), SystemCalls.parse(Stream.of(lines)));
        assertThat(order.left()).containsExactly("id-a");
        return order.early();
    }
}
