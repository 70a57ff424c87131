package dev.intermute.store;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one place that reads SQLite's result codes. Hibernate's own classification doesn't help: SQLState is null, and a
 * primary-key violation comes as a generic exception.
 */
final class SqliteErrors {
    /** Primary result codes (the low byte) after which the same statement may succeed, or the operator must act. */
    private static final Set<SQLiteErrorCode> FAULTS = EnumSet.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_PROTOCOL,
            SQLiteErrorCode.SQLITE_NOTADB);

    private static final int MAX_DEPTH = 32;

    private SqliteErrors() {}

    /** The primary result code behind a failure, however deeply wrapped; what failed after it counts least. */
    static Optional<SQLiteErrorCode> codeOf(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_DEPTH)
                .toList();
        return causes.stream()
                .filter(SQLiteException.class::isInstance)
                .findFirst()
                .map(e -> SQLiteErrorCode.getErrorCode(((SQLiteException) e).getResultCode().code & 0xff))
                .or(() -> causes.stream()
                        .flatMap(cause -> Arrays.stream(cause.getSuppressed()))
                        .map(SqliteErrors::codeOf)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** Whether the storage failed, as against a rule or a constraint that refused. */
    static boolean isFault(Throwable failure) {
        return failure instanceof StorageFault
                || codeOf(failure).filter(FAULTS::contains).isPresent();
    }

    /** One line for the log. */
    static String describe(Throwable failure) {
        return codeOf(failure)
                        .map(SQLiteErrorCode::name)
                        .orElseGet(() -> failure.getClass().getSimpleName()) + ": " + failure.getMessage();
    }
}
