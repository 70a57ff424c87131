package dev.intermute.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;

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
        Path file = lockFile(database);
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

    /** Beside the file itself, whatever links lead to it. */
    private static Path lockFile(Path database) {
        Path real = database;
        try {
            real = Files.exists(database)
                    ? database.toRealPath()
                    : database.getParent().toRealPath().resolve(database.getFileName());
        } catch (IOException e) {
            Log.debugf("The path of the database is taken as it is: %s", e.getMessage());
        }
        return real.resolveSibling(real.getFileName() + ".lock");
    }

    void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            Log.debugf("The database's lock file didn't close: %s", e.getMessage());
        }
    }

    private static StartRefused held(Path database) {
        return new StartRefused(
                "another intermute uses the database " + database + "; stop it, or choose another file with --db");
    }
}
