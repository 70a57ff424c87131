package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PatternIndexTest {
    private final PatternIndex<String> index = new PatternIndex<>();

    @Provide
    Arbitrary<String> patterns() {
        return SmallPatterns.any();
    }

    @Property(tries = 150)
    void it_finds_what_a_look_at_each_would_find(
            @ForAll @Size(max = 30) List<@From("patterns") String> added,
            @ForAll @Size(max = 30) List<Integer> removals,
            @ForAll @Size(min = 1, max = 10) List<@From("patterns") String> questions) {
        PatternIndex<Integer> numbers = new PatternIndex<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < added.size(); i++) {
            numbers.add(PathPattern.parse(added.get(i)), i);
            left.add(i);
        }
        for (Integer removal : removals) {
            if (!left.isEmpty()) {
                Integer gone = left.remove(Math.floorMod(removal, left.size()));
                assertThat(numbers.remove(PathPattern.parse(added.get(gone)), gone))
                        .isTrue();
            }
        }

        for (String question : questions) {
            PathPattern asking = PathPattern.parse(question);
            List<Integer> found = new ArrayList<>();
            numbers.forEachOverlapping(asking, value -> true, found::add);

            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(left.stream()
                            .filter(i -> PathPattern.parse(added.get(i)).overlaps(asking))
                            .toList());
            List<Integer> candidates = new ArrayList<>();
            numbers.walkCandidates(List.of(asking), (number, effort) -> {
                candidates.add(number);
                return false;
            });
            assertThat(candidates).doesNotHaveDuplicates().containsAll(found);
        }
        assertThat(numbers.size()).isEqualTo(left.size());
        left.forEach(i -> numbers.remove(PathPattern.parse(added.get(i)), i));
        assertThat(numbers.isBare()).isTrue();
    }

    @Test
    void a_literal_path_meets_those_above_it_and_those_below() {
        add("src", "src/auth", "src/auth/login.go", "src/*/login.go", "src/other", "**/*.go", "*.md", "lib");

        assertThat(overlappingWith("src/auth"))
                .containsExactlyInAnyOrder("src", "src/auth", "src/auth/login.go", "src/*/login.go", "**/*.go");
    }

    @Test
    void what_was_never_added_is_not_removed() {
        add("a/b");

        assertThat(index.remove(PathPattern.parse("a"), "a/b")).isFalse();
        assertThat(index.remove(PathPattern.parse("a/b/c"), "a/b")).isFalse();
        assertThat(index.remove(PathPattern.parse("a/b"), "another")).isFalse();
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void an_entry_that_was_added_twice_is_there_until_it_is_removed_twice() {
        add("a", "a");

        index.remove(PathPattern.parse("./a"), "a");

        assertThat(overlappingWith("a")).containsExactly("a");
    }

    private void add(String... texts) {
        for (String text : texts) {
            index.add(PathPattern.parse(text), text);
        }
    }

    private List<String> overlappingWith(String asking) {
        List<String> found = new ArrayList<>();
        index.forEachOverlapping(PathPattern.parse(asking), value -> true, found::add);
        return found;
    }
}
