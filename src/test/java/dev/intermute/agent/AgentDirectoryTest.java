package dev.intermute.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a unit of work finds is what the database would tell it: the committed agents, and those of its own batch. */
class AgentDirectoryTest {
    private static final String PROJECT = "p";

    private final AgentDirectory directory = new AgentDirectory(null, InstantSource.system(), List.of(), Patience::new);

    @BeforeEach
    void commitAnn() {
        directory.begin(Instant.EPOCH);
        directory.stored(agent("id-1", "ann"));
        directory.committed();
        directory.begin(Instant.EPOCH);
    }

    @Test
    void an_agent_is_found_by_id_and_by_name_in_its_own_project() {
        assertThat(directory.findInUnit(PROJECT, "id-1")).contains("id-1");
        assertThat(directory.findInUnit(PROJECT, "ann")).contains("id-1");
        assertThat(directory.findInUnit("other", "id-1")).isEmpty();
        assertThat(directory.findInUnit("other", "ann")).isEmpty();
    }

    @Test
    void an_agent_of_the_same_batch_is_found_by_later_units_and_by_nobody_else() {
        directory.stored(agent("id-2", "bob"));

        assertThat(directory.findInUnit(PROJECT, "bob")).contains("id-2");
        assertThat(directory.findInUnit(PROJECT, "id-2")).contains("id-2");
        assertThat(directory.findInUnit("other", "bob")).isEmpty();
        assertThat(directory.find(PROJECT, "bob")).isEmpty();
    }

    @Test
    void a_name_that_was_given_up_in_the_same_batch_is_nobodys() {
        directory.stored(agent("id-1", "anna"));

        assertThat(directory.findInUnit(PROJECT, "ann")).isEmpty();
        assertThat(directory.findInUnit(PROJECT, "anna")).contains("id-1");
        assertThat(directory.findInUnit(PROJECT, "id-1")).contains("id-1");
    }

    @Test
    void a_name_that_was_taken_over_in_the_same_batch_is_its_new_bearers() {
        directory.stored(agent("id-1", "ann~1"));
        directory.stored(agent("id-2", "ann"));

        assertThat(directory.findInUnit(PROJECT, "ann")).contains("id-2");
        assertThat(directory.findInUnit(PROJECT, "ann~1")).contains("id-1");
    }

    @Test
    void of_two_changes_in_the_same_batch_the_later_counts() {
        directory.stored(agent("id-1", "anna"));
        directory.stored(agent("id-1", "ann"));

        assertThat(directory.findInUnit(PROJECT, "ann")).contains("id-1");
        assertThat(directory.findInUnit(PROJECT, "anna")).isEmpty();
    }

    @Test
    void what_a_failed_unit_stored_is_forgotten() {
        int mark = directory.mark();
        directory.stored(agent("id-2", "bob"));
        directory.rewind(mark);

        assertThat(directory.findInUnit(PROJECT, "bob")).isEmpty();

        directory.stored(agent("id-2", "bob"));
        directory.abandoned();

        assertThat(directory.findInUnit(PROJECT, "bob")).isEmpty();
        assertThat(directory.findInUnit(PROJECT, "ann")).contains("id-1");
    }

    private static Agent agent(String id, String name) {
        Agent agent = new Agent(PROJECT, id, Instant.EPOCH);
        agent.name = name;
        agent.tokenHash = "token of " + id;
        agent.lastSeen = Instant.EPOCH;
        return agent;
    }

    private static final class Patience implements AgentConfig.Liveness {
        @Override
        public Duration activeFor() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration staleAfter() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration flushInterval() {
            return Duration.ofSeconds(5);
        }
    }
}
