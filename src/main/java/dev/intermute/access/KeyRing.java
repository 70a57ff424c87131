package dev.intermute.access;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;

import dev.intermute.http.StartRefused;

/**
 * The keys that are good now. They come from the keys file, at start and whenever it changes; what can't be used at start stops
 * the start, and later leaves the keys as they were. Safe for use by any thread; a look-up takes no lock.
 */
@ApplicationScoped
public class KeyRing {

    private static final String FIRST_PROJECT = "dev";

    private final Path file;
    private final Duration reload;
    private final Vertx vertx;
    private final KeysWatch watch;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Before the file is read nobody gets in. */
    private volatile Keys keys = Keys.none(false);

    private volatile Optional<Long> timer = Optional.empty();
    private Optional<String> lastFailure = Optional.empty();

    @Inject
    KeyRing(AccessConfig config, Vertx vertx) {
        this(config.keysFile(), config.keysReload(), vertx);
    }

    KeyRing(Path file, Duration reload, Vertx vertx) {
        this.file = file;
        this.reload = reload;
        this.vertx = vertx;
        this.watch = new KeysWatch(file);
    }

    /**
     * Reads the keys file, or writes one with a key for the project {@code dev} where there is none, and watches it from then
     * on. Called once, before the service opens its port.
     *
     * @throws StartRefused if the file is there but can't be used
     */
    public void load() {
        try {
            if (!take()) {
                writeFirst();
            }
        } catch (KeysFileException e) {
            throw new StartRefused(e.getMessage());
        }
        timer = Optional.of(vertx.setPeriodic(reload.toMillis(), id -> lookInBackground()));
    }

    /**
     * Finds out whether the keys file, if there is one, can be used. Changes nothing: a start that fails for another reason
     * shall leave no file behind.
     *
     * @throws StartRefused if it can't
     */
    void check() {
        try {
            KeysFile.read(file);
        } catch (NoSuchFileException e) {
            Log.debugf("There is no keys file %s yet", file);
        } catch (KeysFileException e) {
            throw new StartRefused(e.getMessage());
        }
    }

    /** Gives who holds a key as a caller presents it, or nothing where nobody has it. */
    public Optional<KeyHolder> holderOf(String presentedKey) {
        return keys.holderOf(presentedKey);
    }

    /** Tells whether a key that was good is good still, for the same project. */
    public boolean isStillGood(KeyHolder holder) {
        return keys.knows(holder);
    }

    /** Tells whether a local caller may come without a key. */
    public boolean localNeedsNoKey() {
        return keys.localNeedsNoKey();
    }

    /**
     * Has a listener told, on a worker thread, which keys are gone or moved to another project, each time that some are. By
     * then they are good no more.
     *
     * @param listener takes the hashes of the keys in lower-case hex, as in {@link KeyHolder#keyHash()}
     */
    public void onRevoked(Consumer<Set<String>> listener) {
        listeners.add(listener);
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
        timer.ifPresent(vertx::cancelTimer);
        timer = Optional.empty();
    }

    /** Looks whether the file has changed, unless another look is still going on. Fails never. */
    void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!take() && keys.size() > 0) {
                warnOnce("keys file " + file + " is gone; the old keys stay until there is one again");
            }
        } catch (KeysFileException e) {
            warnOnce(e.getMessage() + "; the old keys stay");
        } catch (RuntimeException e) {
            Log.errorf(e, "looking at keys file %s failed; the old keys stay", file);
        } finally {
            looking.set(false);
        }
    }

    private void lookInBackground() {
        vertx.executeBlocking(
                () -> {
                    look();
                    return null;
                },
                false);
    }

    /** Takes the keys from the file if it has changed. Gives false where there is no file. */
    private boolean take() {
        KeysWatch.Change change;
        try {
            change = watch.look();
        } catch (NoSuchFileException e) {
            watch.forget();
            return false;
        } catch (KeysFileException e) {
            watch.forget();
            throw e;
        }
        if (change.newlyOpenToOthers()) {
            Log.warnf(
                    "keys file %s is open to other users of this machine; run: chmod g-w,o-rwx %s, and g-r unless the service"
                            + " reads it by its group",
                    file, file);
        }
        change.content().ifPresent(content -> use(KeysFile.parse(file, content)));
        return true;
    }

    private void use(Keys newer) {
        Keys before = keys;
        keys = newer;
        lastFailure = Optional.empty();
        Log.infof("keys file %s: keys in use: %d", file, newer.size());
        Set<String> gone = before.goneIn(newer);
        if (!gone.isEmpty()) {
            listeners.forEach(listener -> tell(listener, gone));
        }
    }

    private static void tell(Consumer<Set<String>> listener, Set<String> gone) {
        try {
            listener.accept(gone);
        } catch (RuntimeException e) {
            Log.errorf(e, "what a revoked key had open may still be open");
        }
    }

    private void writeFirst() {
        try {
            KeysFile.create(file, FIRST_PROJECT);
            Log.infof(
                    "there was no keys file: wrote %s with a key for project '%s'",
                    file.toAbsolutePath(), FIRST_PROJECT);
        } catch (FileAlreadyExistsException e) {
            Log.debugf("keys file %s was just made by somebody else", file);
        } catch (KeysFileException e) {
            keys = Keys.none(true);
            Log.warnf(
                    "%s. There are no keys: only callers of this machine get in until there is a keys file",
                    e.getMessage());
            return;
        }
        if (!take()) {
            throw new KeysFileException(file, "it was there and is gone; start again");
        }
    }

    private void warnOnce(String failure) {
        if (!lastFailure.equals(Optional.of(failure))) {
            lastFailure = Optional.of(failure);
            Log.warn(failure);
        }
    }
}
