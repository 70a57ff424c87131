package dev.intermute.reservation.history;

import org.junit.jupiter.api.Test;

import static dev.intermute.reservation.history.Story.alone;

/** Each promise to those who wait, broken by hand. */
class LineRulesTest {
    private final Story story = new Story();

    @Test
    void who_gives_up_early() {
        story.granted("ann", alone("a"), "l1", 0, 10);
        story.conflict("bob", alone("a"), 2, 20, 1_000, story.rival("l1", "a")).released("ann", "l1", 2_000, 2_010);

        story.breaks(Rule.WAITING, "gave up after 980 ms");
    }

    @Test
    void who_is_told_late_that_their_time_is_up() {
        story.granted("ann", alone("a"), "l1", 0, 10);
        story.conflict("bob", alone("a"), 1, 20, 2_000, story.rival("l1", "a")).released("ann", "l1", 2_000, 2_010);

        story.breaks(Rule.WAITING, "was answered after 1980 ms");
    }

    @Test
    void who_waits_for_nothing() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 100, 110);
        story.granted("bob", alone("a"), 5, "l2", 20, 2_000).released("bob", "l2", 2_010, 2_020);

        story.breaks(Rule.WAITING, "nothing blocked");
    }

    @Test
    void who_waits_for_what_is_over_though_nobody_has_noted_it() {
        story.did("ann", new Asked.Reserve(alone("a"), 0), 0, 10, new Outcome.Granted("l1", 1, true));
        story.createdUntil(1_000, "ann", alone("a"), "l1").logged(Logged.Kind.EXPIRED, "l1");
        story.granted("bob", alone("a"), 9, "l2", 20, 4_000).released("bob", "l2", 4_010, 4_020);

        story.breaks(Rule.WAITING, "nothing blocked");
    }

    @Test
    void who_is_passed_in_an_instant_by_one_that_does_not_wait() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 2_000, 2_010);
        story.granted("cid", alone("a/b"), "l2", 2_011, 2_012).released("cid", "l2", 2_013, 2_014);
        story.granted("bob", alone("a"), 5, "l3", 20, 2_015).released("bob", "l3", 2_020, 2_030);

        story.breaks(Rule.WAITING, "wasn't served when");
    }

    @Test
    void whose_time_is_up_though_there_was_room() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 2_000, 2_010);
        story.granted("cid", alone("a/b"), "l2", 2_011, 2_012);
        story.conflict("bob", alone("a"), 3, 20, 3_020, story.rival("l2", "a/b"))
                .released("cid", "l2", 3_013, 3_014);

        story.breaks(Rule.WAITING, "wasn't served when");
    }

    @Test
    void who_is_passed_by_one_that_came_later() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 3_000, 3_010);
        story.granted("cid", alone("a/b"), 5, "l2", 1_000, 3_011).released("cid", "l2", 3_013, 3_014);
        story.granted("bob", alone("a"), 5, "l3", 20, 3_015).released("bob", "l3", 3_020, 3_030);

        story.breaks(Rule.TURN, "was passed by");
    }

    @Test
    void who_is_passed_by_one_that_came_later_and_gives_up() {
        story.granted("ann", alone("b", "a"), "l1", 0, 10).released("ann", "l1", 3_000, 3_010);
        story.granted("cid", alone("a/b"), 5, "l2", 1_000, 3_011);
        story.conflict("bob", alone("a", "b"), 5, 20, 5_021, story.rival("l2", "a/b"));
        story.released("cid", "l2", 5_030, 5_040);

        story.breaks(Rule.TURN, "was still waiting");
    }
}
