package dev.intermute.store;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import static org.assertj.core.api.Assertions.assertThat;

class SqliteErrorsTest {

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {
                "SQLITE_BUSY",
                "SQLITE_BUSY_SNAPSHOT",
                "SQLITE_LOCKED",
                "SQLITE_LOCKED_SHAREDCACHE",
                "SQLITE_IOERR",
                "SQLITE_IOERR_FSYNC",
                "SQLITE_IOERR_WRITE",
                "SQLITE_FULL",
                "SQLITE_READONLY",
                "SQLITE_CANTOPEN",
                "SQLITE_CORRUPT",
                "SQLITE_NOTADB"
            })
    void what_the_storage_could_not_do_is_a_fault(SQLiteErrorCode code) {
        assertThat(SqliteErrors.isFault(wrapped(code))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = SQLiteErrorCode.class,
            names = {
                "SQLITE_CONSTRAINT",
                "SQLITE_CONSTRAINT_PRIMARYKEY",
                "SQLITE_CONSTRAINT_UNIQUE",
                "SQLITE_CONSTRAINT_TRIGGER",
                "SQLITE_ERROR",
                "SQLITE_TOOBIG",
                "SQLITE_MISMATCH"
            })
    void what_was_refused_or_asked_wrongly_is_none(SQLiteErrorCode code) {
        assertThat(SqliteErrors.isFault(wrapped(code))).isFalse();
    }

    @Test
    void an_extended_code_is_known_by_its_primary_one() {
        assertThat(SqliteErrors.codeOf(wrapped(SQLiteErrorCode.SQLITE_IOERR_SHMMAP)))
                .contains(SQLiteErrorCode.SQLITE_IOERR);
        assertThat(SqliteErrors.codeOf(wrapped(SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE)))
                .contains(SQLiteErrorCode.SQLITE_CONSTRAINT);
    }

    @Test
    void a_code_is_found_among_suppressed_failures() {
        RuntimeException rolledBack = new IllegalStateException("rolled back");
        rolledBack.addSuppressed(wrapped(SQLiteErrorCode.SQLITE_FULL));

        assertThat(SqliteErrors.codeOf(rolledBack)).contains(SQLiteErrorCode.SQLITE_FULL);
    }

    @Test
    void a_failure_of_our_own_has_no_code_and_is_no_fault() {
        assertThat(SqliteErrors.codeOf(new IllegalStateException("a bug"))).isEmpty();
        assertThat(SqliteErrors.isFault(new IllegalStateException("a bug"))).isFalse();
    }

    @Test
    void causes_that_lead_in_a_circle_are_followed_only_so_far() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException other = new RuntimeException("other", one);
        one.initCause(other);

        assertThat(SqliteErrors.codeOf(one)).isEmpty();
    }

    @Test
    void the_line_for_the_log_names_the_code() {
        assertThat(SqliteErrors.describe(wrapped(SQLiteErrorCode.SQLITE_BUSY))).startsWith("SQLITE_BUSY: ");
        assertThat(SqliteErrors.describe(new IllegalStateException("a bug"))).isEqualTo("IllegalStateException: a bug");
    }

    private static RuntimeException wrapped(SQLiteErrorCode code) {
        SQLException driver = new SQLiteException("from SQLite", code);
        return new IllegalStateException("from Hibernate", new RuntimeException("from the pool", driver));
    }
}
