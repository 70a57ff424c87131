package dev.intermute.reservation.pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PatternCacheTest {
    private static final int LARGE = 1000;

    @Test
    void a_text_that_is_asked_for_again_is_not_parsed_again() {
        PatternCache cache = new PatternCache(LARGE, LARGE);

        assertThat(cache.parse("src/*")).isSameAs(cache.parse("src/*"));
    }

    @Test
    void the_one_that_was_not_asked_for_the_longest_goes_first() {
        PatternCache cache = new PatternCache(2, LARGE);
        PathPattern first = cache.parse("a");
        PathPattern second = cache.parse("b");
        cache.parse("a");

        cache.parse("c");

        assertThat(cache.parse("a")).isSameAs(first);
        assertThat(cache.parse("b")).isNotSameAs(second);
    }

    @Test
    void it_holds_no_more_characters_than_it_may() {
        PatternCache cache = new PatternCache(LARGE, 10);

        PathPattern four = cache.parse("four");
        PathPattern eight = cache.parse("fourteen");
        PathPattern longer = cache.parse("more than ten");

        assertThat(cache.parse("fourteen")).isSameAs(eight);
        assertThat(cache.parse("more than ten")).isNotSameAs(longer);
        assertThat(cache.parse("four")).isNotSameAs(four);
    }

    @Test
    void what_is_no_pattern_is_not_kept() {
        PatternCache cache = new PatternCache(LARGE, LARGE);

        assertThatExceptionOfType(InvalidPatternException.class).isThrownBy(() -> cache.parse("["));
        assertThat(cache.size()).isZero();
    }
}
