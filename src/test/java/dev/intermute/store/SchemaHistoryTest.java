package dev.intermute.store;

import jakarta.inject.Inject;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class SchemaHistoryTest {
    @Inject
    @DataSource("reader")
    AgroalDataSource reads;

    @Test
    void what_a_start_compares_is_what_flyway_has_noted() throws Exception {
        try (var connection = reads.getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select group_concat(version || ' ' || checksum || ' ' || success, ',')"
                                + " from (select * from flyway_schema_history order by installed_rank)")) {
            assertThat(row.getString(1)).isEqualTo(String.join(",", MigrationFiles.history()));
        }
    }
}
