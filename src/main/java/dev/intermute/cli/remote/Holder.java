package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One of those who hold a reservation. */
final class Holder {
    private final Optional<Shared> shared;
    private final boolean madeAlone;

    /** Its lock on the reservation's file. */
    private record Shared(Path file, FileChannel mark, FileLock lock) {}

    private Holder(Optional<Shared> shared, boolean madeAlone) {
        this.shared = shared;
        this.madeAlone = madeAlone;
    }

    Holder(Path file, FileChannel mark, FileLock lock) {
        this(Optional.of(new Shared(file, mark, lock)), false);
    }

    /** The only one, as far as anybody knows. */
    static Holder alone(boolean made) {
        return new Holder(Optional.empty(), made);
    }

    /**
     * Leaves. To be called once.
     *
     * @param giveBack called by the last to leave what was reserved for commands to run, before anybody can join
     * @return whether it was called
     */
    boolean leave(Runnable giveBack) {
        if (shared.isPresent()) {
            return leave(shared.get(), giveBack);
        }
        if (madeAlone) {
            giveBack.run();
        }
        return madeAlone;
    }

    private static boolean leave(Shared shared, Runnable giveBack) {
        try (FileChannel mark = shared.mark()) {
            shared.lock().release();
            if (mark.tryLock() == null) {
                return false;
            }
            boolean made = mark.size() > 0;
            if (made) {
                giveBack.run();
            }
            Files.deleteIfExists(shared.file());
            return made;
        } catch (IOException | OverlappingFileLockException e) {
            // Others may hold it, and it ends by itself.
            return false;
        }
    }
}
