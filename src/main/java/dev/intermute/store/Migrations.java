package dev.intermute.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.sqlite.SQLiteErrorCode;

import dev.intermute.http.StartRefused;

/** Brings the database file to the schema of this version, or says in one line why it can't. */
@ApplicationScoped
class Migrations {
    private static final String RUN = """
            select version || ' ' || checksum || ' ' || success from flyway_schema_history where type <> 'BASELINE'
            order by installed_rank""";

    private static final String HAS_HISTORY = "select 1 from sqlite_schema where name = 'flyway_schema_history'";

    /** Without one of them the file is new, for the two that aren't meant litestream makes in any file that it finds. */
    private static final String FOREIGN =
            "select name from sqlite_schema where name not in ('_litestream_seq', '_litestream_lock')";

    private final AgroalDataSource writes;

    Migrations(AgroalDataSource writes) {
        this.writes = writes;
    }

    /**
     * Checks the path: what SQLite would only report as "unable to open" is told apart here.
     *
     * @throws StartRefused if no database can be there
     */
    static void checkPath(String db) {
        if (db.isBlank() || db.contains("?") || db.startsWith(":") || db.startsWith("file:")) {
            throw stop("--db must be the path of a file, without '?', and not '" + db + "'");
        }
        Path file = Path.of(db).toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw stop("the database path " + db + " is a folder; name a file in it");
        }
        if (!Files.isDirectory(file.getParent())) {
            throw stop("the folder of the database " + db + " doesn't exist; make it, or choose another with --db");
        }
        if (!Files.isWritable(file.getParent())) {
            throw stop("the folder of the database " + db
                    + " can't be written, and SQLite keeps its log there; give it to the"
                    + " user that runs intermute, or choose another with --db");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw stop("the database " + db + " can't be written; change its permissions, or choose another with --db");
        }
    }

    /** Runs the migrations that are missing, and sees to it that the file can be written. */
    void migrate(String db) {
        try {
            if (!isCurrent()) {
                runMissing(db);
            }
            BatchCommitter.takeWriteLock(writes);
        } catch (StartRefused e) {
            throw e;
        } catch (RuntimeException | SQLException e) {
            throw stop(explain(db, e));
        }
    }

    /** Whether there is nothing to do, found out without Flyway: to make one takes a sixth of a start. */
    private boolean isCurrent() throws SQLException {
        try (Connection connection = writes.getConnection();
                Statement statement = connection.createStatement()) {
            return !column(statement, HAS_HISTORY).isEmpty()
                    && column(statement, RUN).equals(MigrationFiles.history());
        }
    }

    private boolean isNew() throws SQLException {
        try (Connection connection = writes.getConnection();
                Statement statement = connection.createStatement()) {
            return column(statement, FOREIGN).isEmpty();
        }
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void runMissing(String db) throws SQLException {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(writes)
                .resourceProvider(new MigrationFiles())
                .javaMigrationClassProvider(List::of)
                // Else it refuses a file that has tables, but none of its own.
                .baselineOnMigrate(isNew())
                .baselineVersion("0")
                .load();
        Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                .reduce((earlier, later) -> later)
                .ifPresent(future -> refuse(db, future));
        if (flyway.migrate().migrationsExecuted > 0) {
            Log.infof(
                    "The database %s was brought to schema %s",
                    db, version(flyway.info().current()));
        }
    }

    private static void refuse(String db, MigrationInfo future) {
        throw stop("the database " + db + " has schema " + version(future)
                + ", which is newer than this intermute; upgrade intermute, or choose another file with --db");
    }

    private static String version(MigrationInfo migration) {
        return migration.getVersion().getVersion();
    }

    private static String explain(String db, Exception e) {
        SQLiteErrorCode code = SqliteErrors.codeOf(e).orElse(SQLiteErrorCode.UNKNOWN_ERROR);
        return switch (code) {
            case SQLITE_NOTADB -> "the file " + db + " is no SQLite database; choose another with --db";
            case SQLITE_CORRUPT -> "the database " + db + " is damaged; restore it from a backup";
            case SQLITE_BUSY, SQLITE_LOCKED -> "the database " + db + " is locked by another program; stop that first";
            case SQLITE_FULL -> "the disk of the database " + db + " is full; make room";
            case SQLITE_CANTOPEN, SQLITE_READONLY ->
                "the database " + db
                        + " can't be opened for writing; change its permissions, or choose another with --db";
            default ->
                "the database " + db + " can't be brought to this version's schema (" + firstLine(e)
                        + "); restore a backup, or choose another file with --db";
        };
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no reason given");
    }

    private static StartRefused stop(String message) {
        return new StartRefused(message);
    }
}
