package dev.intermute.reservation.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a client process has written is read again, as far as it got. */
class LeaseHistoryTest {
    private static final Wanted WANTED = new Wanted(List.of("a/*", "b"), true);
    private static final Operation GRANTED =
            new Operation("p", "ann", new Asked.Reserve(WANTED, 3), 1, 2, new Outcome.Granted("l1", 1, true));
    private static final Operation REFUSED = new Operation(
            "p",
            "ann",
            new Asked.Reserve(WANTED, 0),
            3,
            4,
            new Outcome.Refused(409, "reservation_conflict", List.of(new Outcome.Rival("l2", "bob", "a", "a"))));

    @TempDir
    Path folder;

    @Test
    void each_operation_comes_back_once_and_the_one_under_way_is_unanswered() throws IOException {
        Path file = folder.resolve("history");
        Operation killed = trying(new Asked.Renew("l1"), 5);
        try (LeaseHistory.Pen pen = new LeaseHistory.Pen(file)) {
            pen.trying(trying(GRANTED.asked(), GRANTED.start()));
            pen.done(GRANTED);
            pen.trying(trying(REFUSED.asked(), REFUSED.start()));
            pen.done(REFUSED);
            pen.trying(killed);
        }
        Files.writeString(file, "{\"project\":\"p\",\"ag", StandardOpenOption.APPEND);
        LeaseHistory history = new LeaseHistory();

        history.addAllOf(file);

        assertThat(history.operations()).containsExactly(GRANTED, REFUSED, killed);
    }

    private static Operation trying(Asked asked, long start) {
        return new Operation("p", "ann", asked, start, start, new Outcome.Unanswered());
    }
}
