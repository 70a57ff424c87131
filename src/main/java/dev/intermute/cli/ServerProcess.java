package dev.intermute.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.ExitCode;

import dev.intermute.store.SqliteLibrary;

/**
 * Runs Quarkus and sees to the exit code. A JVM that is ended by a signal exits with 128 and the signal's number whatever its
 * hooks do, unless it is halted: a stop by SIGTERM or SIGINT is a success, so that is done, after the application has stopped.
 */
final class ServerProcess {

    private final PrintWriter err;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean signalled;
    private volatile int exitCode;

    ServerProcess(PrintWriter err) {
        this.err = err;
    }

    /** Runs until the service is stopped. Gives the exit code; doesn't return when a signal ended it. */
    int run() {
        // Quarkus would answer an address that is no URI with an empty body; ours is checked, and answered, by
        // RequestGuard.
        System.setProperty("vertx.disableURIValidation", "true");
        Path folder = Path.of(Setting.DB.given().orElse("intermute.db"))
                .toAbsolutePath()
                .getParent();
        // A folder that can't be written to is another matter, which the store tells better.
        if (!SqliteLibrary.load(folder) && Files.isWritable(folder)) {
            err.println(OneLine.failure("SQLite's library can't be loaded from " + SqliteLibrary.temporaryFolder()
                    + " or " + folder + "; let one of them be written to, and be mounted without noexec"));
            return ExitCode.SOFTWARE;
        }
        Thread hook = new Thread(this::holdUp, "exit-code");
        Runtime.getRuntime().addShutdownHook(hook);
        // First the log manager: it wants the delayed handler when it starts, and making that one first would start it
        // halfway.
        Logger.getLogger("").getHandlers();
        InitialConfigurator.DELAYED_HANDLER.setFilter(ServerProcess::mayBeLogged);
        try {
            Quarkus.run(null, this::ended);
        } finally {
            end();
        }
        return exitCode;
    }

    /**
     * Before Quarkus has read how to log, it collects records, and a start that fails until then prints all of them. What is
     * lost to this is news of no interest, and what SmallRye Config says twice: the failure has it too.
     */
    private static boolean mayBeLogged(LogRecord log) {
        return InitialConfigurator.DELAYED_HANDLER.isActivated()
                || log.getLevel().intValue() >= Level.WARNING.intValue()
                        && !String.valueOf(log.getLoggerName()).startsWith("io.smallrye.config");
    }

    /** The JVM ends when its hooks have: Quarkus's own may be the last, before the main thread gets to say the exit code. */
    private void holdUp() {
        signalled = true;
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended(int code, Throwable failure) {
        // A start that a signal cuts short fails in whatever it was doing; it was asked to stop, and did.
        boolean cutShort = failure != null && signalled;
        exitCode = cutShort ? 0 : code;
        if (failure != null && !cutShort) {
            err.println(OneLine.failure(StartFailure.explain(failure)));
            if (StartFailure.wantsStackTrace()) {
                failure.printStackTrace(err);
            }
        }
        if (LaunchMode.current().isDevOrTest()) {
            // The process belongs to Maven there.
            ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
            return;
        }
        end();
    }

    private void end() {
        if (signalled) {
            err.flush();
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(exitCode);
        }
        over.countDown();
    }
}
