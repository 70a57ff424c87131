package dev.intermute.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.http.StartRefused;

/**
 * Keeps a second service off the same database: two writers would number events twice. The lock is on a file beside the
 * database, never on the database itself: closing any descriptor of a file drops all the locks that its process holds
 * on it, SQLite's too.
 */
@ApplicationScoped
class DatabaseLock {
    private FileChannel channel;

    void acquire(Path database) {
        Path file = database.resolveSibling(database.getFileName() + ".lock");
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw held(database);
            }
        } catch (OverlappingFileLockException e) {
            throw held(database);
        } catch (IOException e) {
            throw new StartRefused(
                    "the lock file " + file + " can't be written; give --db a path in a folder that can");
        }
    }

    void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            io.quarkus.logging.Log.debugf("The database's lock file didn't close: %s", e.getMessage());
        }
    }

    private static StartRefused held(Path database) {
        return new StartRefused(
                "another intermute uses the database " + database + "; stop it, or choose another file with --db");
    }
}
