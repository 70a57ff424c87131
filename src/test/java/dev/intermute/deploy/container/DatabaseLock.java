package dev.intermute.deploy.container;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;

import org.awaitility.Awaitility;

import dev.intermute.testing.TestDatabase;

/** Another program that holds the locks of a database. */
final class DatabaseLock implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Where in its shared memory SQLite locks those who read, from the format of its files: five bytes from 123 on. */
    private static final long READERS = 123;

    private static final long READER_SLOTS = 5;

    private final Held held;

    private DatabaseLock(Held held) {
        this.held = held;
    }

    /** Keeps all others from writing, as a program does that writes much. */
    static DatabaseLock againstWriters(Path file) throws SQLException {
        TestDatabase database = TestDatabase.open(file.toString());
        Awaitility.await().atMost(PATIENCE).ignoreException(SQLException.class).until(() -> {
            database.run("begin exclusive");
            return true;
        });
        return new DatabaseLock(database::close);
    }

    /** Keeps all others from reading, too, as a program does that puts the database in order after a crash. */
    static DatabaseLock againstAll(Path file) throws IOException {
        FileChannel memory =
                FileChannel.open(file.resolveSibling(file.getFileName() + "-shm"), StandardOpenOption.WRITE);
        Awaitility.await().atMost(PATIENCE).until(() -> {
            FileLock lock = memory.tryLock(READERS, READER_SLOTS, false);
            return lock != null;
        });
        return new DatabaseLock(memory::close);
    }

    @Override
    public void close() throws IOException, SQLException {
        held.release();
    }

    /** How a lock is given back. */
    private interface Held {
        void release() throws IOException, SQLException;
    }
}
