package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One of those who hold a reservation. */
sealed interface Holder {
    /**
     * Leaves. To be called once.
     *
     * @param giveBack called by the last to leave what was reserved for commands to run, before anybody can join
     * @return whether it was called
     */
    boolean leave(Runnable giveBack);

    /**
     * The only one, as far as anybody knows.
     *
     * @param made whether the reservation was made for it
     */
    record Alone(boolean made) implements Holder {
        @Override
        public boolean leave(Runnable giveBack) {
            if (made) {
                giveBack.run();
            }
            return made;
        }
    }

    /**
     * One of perhaps several.
     *
     * @param file of the reservation; what is in it says that the reservation was made for commands to run
     * @param mark the same, open
     * @param lock on it, shared with the others
     */
    record Sharing(Path file, FileChannel mark, FileLock lock) implements Holder {
        @Override
        public boolean leave(Runnable giveBack) {
            boolean given = false;
            try (mark) {
                lock.release();
                if (isLast()) {
                    if (mark.size() > 0) {
                        giveBack.run();
                        given = true;
                    }
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                // What couldn't be given back ends by itself; a file that is left is removed later.
                return given;
            }
            return given;
        }

        private boolean isLast() throws IOException {
            try {
                return mark.tryLock() != null;
            } catch (OverlappingFileLockException e) {
                // By another thread of this process.
                return false;
            }
        }
    }
}
