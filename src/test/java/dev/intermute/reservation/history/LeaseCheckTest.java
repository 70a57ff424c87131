package dev.intermute.reservation.history;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.intermute.reservation.history.Story.alone;
import static dev.intermute.reservation.history.Story.shared;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The check can fail: each promise is broken here once, by a model of the service with a flaw or by hand. What those who wait
 * are promised is broken in {@link LineRulesTest}.
 */
class LeaseCheckTest {
    private final Story story = new Story();

    @Test
    void a_good_history_is_found_to_be_one() {
        story.granted("ann", alone("a/*"), "l1", 0, 10);
        story.conflict("bob", alone("a/b"), 0, 20, 30, story.rival("l1", "a/b"));
        story.granted("bob", shared("b"), "l2", 30, 40).granted("cid", shared("b/*"), "l3", 35, 45);
        story.did("dan", new Asked.Reserve(alone("**/b"), 9), 50, 200, new Outcome.Unanswered());
        story.logged(Logged.Kind.RENEWED, "l1").did("ann", new Asked.Renew("l1"), 60, 70, new Outcome.Done(1));
        story.logged(Logged.Kind.EXPIRED, "l2").logged(Logged.Kind.RELEASED, "l3");
        story.did("cid", new Asked.ReleaseAll(), 80, 90, new Outcome.Freed(1));
        story.released("ann", "l1", 2_000, 2_010).granted("bob", alone("a/b"), 5, "l4", 100, 2_012);
        story.released("bob", "l4", 2_020, 2_030);

        Findings findings = story.check();

        assertThat(findings.violations()).isEmpty();
        assertThat(findings.waitsInLine()).isPositive();
    }

    @Test
    void what_an_unanswered_request_was_granted_blocks_from_nobody_knows_when() {
        story.did("ann", new Asked.Reserve(alone("a"), 0), 0, 10, new Outcome.Unanswered())
                .created("ann", alone("a"), "l1");
        story.conflict("bob", alone("a"), 2, 20, 2_020, story.rival("l1", "a")).logged(Logged.Kind.EXPIRED, "l1");

        assertThat(story.check().violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void any_history_of_a_model_without_a_flaw_is_found_to_be_good(int seed) {
        assertThat(ModelService.run(ModelService.Flaw.NONE, seed).violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void each_flaw_of_the_model_is_seen(ModelService.Flaw flaw) {
        assertThat(ModelService.run(flaw, 1).rules()).contains(flaw.broken());
    }

    @Test
    void two_conflicting_reservations_live_at_once_by_the_log() {
        story.granted("ann", alone("a/*"), "l1", 0, 10).granted("bob", shared("a/b"), "l2", 20, 30);
        story.released("ann", "l1", 40, 50).released("bob", "l2", 60, 70);

        story.breaks(Rule.EXCLUSION, "was granted while");
    }

    @Test
    void two_conflicting_reservations_held_at_once_by_their_clients() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 90, 100);
        story.granted("bob", alone("a/b"), "l2", 20, 30).released("bob", "l2", 70, 80);

        story.breaks(Rule.EXCLUSION, "both were held at once");
    }

    @Test
    void a_check_that_does_not_see_what_is_held() {
        story.granted("ann", alone("a"), "l1", 0, 10);
        story.did("bob", new Asked.Check(alone("a")), 20, 30, new Outcome.Found(true, List.of()));
        story.released("ann", "l1", 40, 50);

        story.breaks(Rule.EXCLUSION, "doesn't see");
    }

    @Test
    void a_fence_that_is_not_that_of_the_grant() {
        story.granted("ann", alone("a"), "l1", 0, 10).logged(Logged.Kind.RENEWED, "l1", 7);
        story.did("ann", new Asked.Renew("l1"), 20, 30, new Outcome.Done(1)).released("ann", "l1", 40, 50);

        story.breaks(Rule.FENCE, "tells the fence 7");
    }

    @Test
    void a_later_grant_with_a_lower_fence() {
        story.granted("ann", alone("a"), "l1", 100, 110).granted("bob", alone("b"), "l2", 0, 10);
        story.released("ann", "l1", 140, 150).released("bob", "l2", 160, 170);

        story.breaks(Rule.FENCE, "was granted before");
    }

    @Test
    void a_reservation_that_never_ends() {
        story.granted("ann", alone("a"), "l1", 0, 10).breaks(Rule.ONE_END, "never ended");
    }

    @Test
    void a_reservation_that_ends_twice_or_is_renewed_after_its_end() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 20, 30);
        story.logged(Logged.Kind.EXPIRED, "l1").logged(Logged.Kind.RENEWED, "l1");

        story.breaks(Rule.ONE_END, "follows its end");
    }

    @Test
    void a_reservation_that_was_never_created() {
        story.outOfNothing(Logged.Kind.RELEASED, "l1").breaks(Rule.ONE_END, "was never created");
    }

    @Test
    void a_reservation_that_two_requests_released() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 20, 30);
        story.did("ann", new Asked.Release("l1"), 25, 35, new Outcome.Done(1));

        story.breaks(Rule.ONE_END, "released by 2");
    }

    @Test
    void a_grant_that_is_not_in_the_log() {
        story.did("ann", new Asked.Reserve(alone("a"), 0), 0, 10, new Outcome.Granted("l1", 1, true));

        story.breaks(Rule.ANSWERED, "isn't in the log");
    }

    @Test
    void a_grant_for_other_paths_than_were_asked_for() {
        story.created("ann", alone("a/b"), "l1").logged(Logged.Kind.EXPIRED, "l1");
        story.did("ann", new Asked.Reserve(alone("a"), 0), 0, 10, new Outcome.Granted("l1", 1, true));

        story.breaks(Rule.ANSWERED, "is in the log as");
    }

    @Test
    void a_grant_that_nobody_asked_for() {
        story.did("ann", new Asked.Reserve(alone("a"), 0), 0, 10, new Outcome.Unanswered());
        story.created("ann", alone("a"), "l1").logged(Logged.Kind.EXPIRED, "l1");
        story.created("ann", alone("a"), "l2").logged(Logged.Kind.EXPIRED, "l2");

        story.breaks(Rule.ANSWERED, "nobody asked for l2");
    }

    @Test
    void a_renewal_that_is_not_in_the_log() {
        story.granted("ann", alone("a"), "l1", 0, 10);
        story.did("ann", new Asked.Renew("l1"), 20, 30, new Outcome.Done(1)).released("ann", "l1", 40, 50);

        story.breaks(Rule.ANSWERED, "was renewed 0 times by the log");
    }

    @Test
    void more_releases_than_anybody_was_told_of() {
        story.granted("ann", alone("a"), "l1", 0, 10).granted("ann", alone("b"), "l2", 20, 30);
        story.logged(Logged.Kind.RELEASED, "l1").logged(Logged.Kind.RELEASED, "l2");
        story.did("ann", new Asked.ReleaseAll(), 40, 50, new Outcome.Freed(1));

        story.breaks(Rule.ANSWERED, "released 2 by the log");
    }

    @Test
    void a_reservation_that_goes_on_after_its_release() {
        story.granted("ann", alone("a"), "l1", 0, 10);
        story.did("ann", new Asked.Release("l1"), 20, 30, new Outcome.Done(1));
        story.granted("bob", alone("b"), "l2", 40, 50).logged(Logged.Kind.RELEASED, "l1");
        story.released("bob", "l2", 60, 70);

        story.breaks(Rule.ANSWERED, "goes on after");
    }

    @Test
    void a_refusal_with_nothing_in_its_way() {
        story.conflict("bob", alone("a"), 0, 0, 10).breaks(Rule.REFUSED, "has nothing in its way");
    }

    @Test
    void a_refusal_for_what_was_over() {
        story.granted("ann", alone("a"), "l1", 0, 10).released("ann", "l1", 20, 30);
        story.conflict("bob", alone("a"), 0, 40, 50, story.rival("l1", "a"));

        story.breaks(Rule.REFUSED, "isn't live during");
    }

    @Test
    void a_refusal_for_what_does_not_overlap() {
        story.granted("ann", alone("a/b"), "l1", 0, 10);
        story.conflict("bob", alone("a/a"), 0, 20, 30, story.rival("l1", "a/b")).released("ann", "l1", 40, 50);

        story.breaks(Rule.REFUSED, "doesn't conflict");
    }

    @Test
    void a_refusal_that_names_a_path_that_not_both_cover() {
        story.granted("ann", alone("*/b"), "l1", 0, 10);
        story.conflict("bob", alone("a/?"), 0, 20, 30, story.rival("l1", "a/a")).released("ann", "l1", 40, 50);

        story.breaks(Rule.REFUSED, "isn't covered by both");
    }

    @Test
    void a_reservation_that_is_not_found_though_nobody_released_it() {
        story.granted("ann", alone("a"), "l1", 0, 10).logged(Logged.Kind.EXPIRED, "l1");
        story.refused("ann", new Asked.Release("l1"), 20, 30, "reservation_not_found");

        story.breaks(Rule.REFUSED, "nothing was released that explains");
    }

    @Test
    void an_error_that_nothing_explains() {
        story.refused("ann", new Asked.ReleaseAll(), 20, 30, "internal_error").breaks(Rule.REFUSED, "nothing explains");
    }

    @Test
    void a_grant_beyond_the_limit() {
        story.granted("ann", alone("a"), "l1", 0, 10).granted("ann", alone("b"), "l2", 20, 30);
        story.granted("ann", alone("ab"), "l3", 40, 50);

        story.breaks(Rule.LIMIT, "had 2");
    }

    @Test
    void a_limit_that_was_not_reached() {
        story.granted("ann", alone("a"), "l1", 0, 10);
        story.refused("ann", new Asked.Reserve(alone("b"), 0), 20, 30, "reservation_limit");
        story.released("ann", "l1", 40, 50);

        story.breaks(Rule.LIMIT, "has 1 at most");
    }
}
