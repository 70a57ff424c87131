package dev.intermute.record;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.store.StoreConfig;
import dev.intermute.testing.TestDatabase;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Of two filters, SQLite takes that which leaves less, whichever comes first: a spec's insights are few, a category's many. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RecordIndexTest {
    @Inject
    StoreConfig config;

    @ParameterizedTest
    @CsvSource({
        "insights, category spec_id, insights_by_spec_and_category",
        "insights, spec_id category, insights_by_spec_and_category",
        "insights, source spec_id, insights_by_spec_and_source",
        "insights, spec_id source, insights_by_spec_and_source",
        "insights, source category, insights_by_category_and_source",
        "insights, category source spec_id, insights_by_spec_and_source",
        "tasks, status agent_mailbox, tasks_by_agent_and_status",
        "tasks, status story_id, tasks_by_story_and_status",
        "tasks, story_id agent_mailbox, tasks_by_story_and_agent",
        "tasks, agent_mailbox story_id, tasks_by_story_and_agent",
        "sessions, status agent_mailbox, sessions_by_agent_and_status",
        "epics, status spec_id, epics_by_spec",
        "stories, status epic_id, stories_by_epic",
        "cujs, status spec_id, cujs_by_spec"
    })
    void two_filters_are_served_by_the_index_that_leaves_least(String table, String filters, String index)
            throws SQLException {
        String where = Arrays.stream(filters.split(" "))
                .map(column -> " and " + column + " = ?")
                .collect(Collectors.joining());

        try (TestDatabase database = TestDatabase.open(config.db())) {
            assertThat(database.plan("select * from " + table + " where project = ? and position < ?" + where
                            + " order by position desc limit ?"))
                    .singleElement()
                    .asString()
                    .contains("USING INDEX " + index + " ");
        }
    }
}
