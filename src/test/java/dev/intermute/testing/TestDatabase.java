package dev.intermute.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.sqlite.SQLiteDataSource;

/** A connection to a database file beside those of the service: what it sees is committed. */
public final class TestDatabase implements AutoCloseable {
    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Opens a database file. */
    public static TestDatabase open(String file) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file + "?busy_timeout=5000");
        return new TestDatabase(source.getConnection());
    }

    /** Runs statements that give no rows. */
    public void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The number in the first column of the first row. */
    public long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }

    /** The first column, as texts. */
    public List<String> texts(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** How SQLite would run a statement, a line a step. */
    public List<String> plan(String sql) throws SQLException {
        try (var statement = connection.prepareStatement("explain query plan " + sql)) {
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                statement.setObject(i, null);
            }
            List<String> steps = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("detail"));
                }
            }
            return steps;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
