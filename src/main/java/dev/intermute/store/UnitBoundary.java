package dev.intermute.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** How what a unit writes is told apart from what its neighbours in the same transaction write. */
interface UnitBoundary extends AutoCloseable {
    /** A unit starts. */
    void begin() throws SQLException;

    /** The unit has done its work: this is the last moment at which it can fail alone. */
    void settle();

    /** Whether a statement that fails is surely the running unit's own. */
    boolean isExact();

    /**
     * Takes back what the unit has written.
     *
     * @return whether that was possible; if not, the transaction can't be committed
     */
    boolean undo() throws SQLException;

    /** The unit is over, whether it was taken back or not. */
    void end() throws SQLException;

    @Override
    void close() throws SQLException;

    /**
     * Nothing around a unit; good as long as whoever fails has written nothing yet, as nearly all do. It is what a batch
     * is tried with first: the rows of all units go in together, and no page is copied. (A savepoint makes SQLite copy
     * every page that is touched for the first time after it: of 1,160 writes to files that a batch of 32 sends made,
     * 750 were such copies.)
     */
    static UnitBoundary unguarded(Connection connection, UnitSession session) throws SQLException {
        DB database = connection.unwrap(SQLiteConnection.class).getDatabase();
        return new UnitBoundary() {
            private long before;

            @Override
            public void begin() throws SQLException {
                session.beginUnit();
                before = database.total_changes();
            }

            @Override
            public void settle() {}

            @Override
            public boolean isExact() {
                return false;
            }

            @Override
            public boolean undo() throws SQLException {
                session.dropUnit();
                return !session.hasFailed() && database.total_changes() - before == session.neighboursRows();
            }

            @Override
            public void end() {}

            @Override
            public void close() {}
        };
    }

    /** A savepoint a unit: takes back whatever it has written. */
    static UnitBoundary savepoints(Connection connection, UnitSession session) throws SQLException {
        Statement statement = connection.createStatement();
        return new UnitBoundary() {
            @Override
            public void begin() throws SQLException {
                session.beginUnit();
                statement.execute("savepoint unit");
            }

            @Override
            public void settle() {
                session.flush();
            }

            @Override
            public boolean isExact() {
                return true;
            }

            @Override
            public boolean undo() throws SQLException {
                session.dropUnit();
                statement.execute("rollback to unit");
                return true;
            }

            @Override
            public void end() throws SQLException {
                statement.execute("release unit");
            }

            @Override
            public void close() throws SQLException {
                statement.close();
            }
        };
    }
}
