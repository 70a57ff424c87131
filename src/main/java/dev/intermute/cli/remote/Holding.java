package dev.intermute.cli.remote;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.intermute.client.AgentClient;
import dev.intermute.client.ErrorCode;
import dev.intermute.client.IntermuteException;
import dev.intermute.client.Reservation;

/**
 * Runs a command while a reservation is held: renews it, and gives it back whichever way the command ends, unless others hold it
 * too. A signal to this process is handed on to the command as SIGTERM, and what it ends with is what this process ends with.
 */
final class Holding {
    /** What a shell says of a command that can't be run. */
    private static final int NO_SUCH_COMMAND = 127;
    /** A renewal may fail twice before the time is up. */
    private static final int RENEWALS_A_TTL = 3;
    /** How long a command has for its end after SIGTERM when this process must end, too: less than systemd gives. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final AgentClient agent;
    private final Printer printer;
    private final Duration ttl;
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "renewal");
        thread.setDaemon(true);
        return thread;
    });
    private final Reservation reservation;
    private final Holder holder;
    private volatile long heldUntilNanos;
    private volatile boolean lost;
    private volatile Process process;
    private boolean givenBack;

    /**
     * @param holder the caller, as one of those who hold the reservation
     * @param ttl how long a renewal is to last
     */
    Holding(AgentClient agent, Reservation reservation, Holder holder, Duration ttl, Printer printer) {
        this.agent = agent;
        this.reservation = reservation;
        this.holder = holder;
        this.printer = printer;
        this.ttl = ttl;
        granted(System.nanoTime());
    }

    /**
     * Runs it to its end, and gives its exit code; 3 if the reservation was lost, 127 if there is no such command.
     *
     * @throws IllegalStateException if this process is already ending
     */
    int run(List<String> command) {
        // Before there is a command: no signal finds one without somebody to end it.
        Thread atSignal = new Thread(this::endBySignal, "signal");
        try {
            Runtime.getRuntime().addShutdownHook(atSignal);
            start(command);
        } catch (IOException e) {
            giveBack();
            forget(atSignal);
            printer.failure("no_such_command", "'" + command.get(0) + "' can't be run: " + e.getMessage());
            return NO_SUCH_COMMAND;
        }
        long every = ttl.toMillis() / RENEWALS_A_TTL;
        renewing.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
        int code = endOf(process);
        giveBack();
        forget(atSignal);
        return lost ? Exit.CONFLICT.code() : code;
    }

    /** Not while a signal is being obeyed: then nothing is started any more. */
    private synchronized void start(List<String> command) throws IOException {
        if (givenBack) {
            throw new IOException("a signal has come");
        }
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("INTERMUTE_RESERVATION", reservation.id());
        builder.environment().put("INTERMUTE_FENCE", Long.toString(reservation.fence()));
        process = builder.start();
    }

    /** @param asked when the service was asked: it counts from when it decided, which is later */
    private void granted(long asked) {
        heldUntilNanos = asked + ttl.toNanos();
    }

    void renew() {
        long asked = System.nanoTime();
        try {
            // With the time: others who hold it may have asked for less.
            agent.renew(reservation.id(), ttl);
            granted(asked);
        } catch (IntermuteException e) {
            if (e.code() == ErrorCode.INTERRUPTED) {
                return;
            }
            if (isOver(e) || System.nanoTime() - heldUntilNanos > 0) {
                lose(e);
            } else {
                printer.warning("the reservation couldn't be renewed yet: " + e.getMessage());
            }
        } catch (RuntimeException e) {
            // Nobody foresaw it, and without renewals it would lapse unseen.
            lose(e);
        }
    }

    private static boolean isOver(IntermuteException e) {
        return e.code() == ErrorCode.RESERVATION_ENDED
                || e.code() == ErrorCode.RESERVATION_NOT_FOUND
                || e.code() == ErrorCode.NOT_THE_OWNER;
    }

    private void lose(RuntimeException why) {
        lost = true;
        printer.warning("the reservation is lost, so the command is asked to end: " + why.getMessage());
        process.destroy();
        renewing.shutdown();
    }

    /** Runs while the process ends by a signal: nothing else may end it before this has. */
    private void endBySignal() {
        synchronized (this) {
            if (process == null) {
                giveBack();
                return;
            }
        }
        endWith(process);
    }

    private void endWith(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        int code = endOf(process);
        giveBack();
        Runtime.getRuntime().halt(lost ? Exit.CONFLICT.code() : code);
    }

    private static int endOf(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                // The command's end is what ends this; whoever wants it to end earlier sends a signal.
                Thread.yield();
            }
        }
    }

    private synchronized void giveBack() {
        if (givenBack) {
            return;
        }
        givenBack = true;
        renewing.shutdownNow();
        // Before it leaves: as long as it is there the others don't give it back.
        Optional<IntermuteException> unseen = lost ? Optional.empty() : look();
        boolean given = holder.leave(() -> release(unseen));
        if (!given && unseen.isPresent()) {
            printer.warning("whether the reservation was held to the end can't be told: "
                    + unseen.get().getMessage());
        }
    }

    /** @return what kept it from seeing whether the reservation is held still */
    private Optional<IntermuteException> look() {
        try {
            if (!agent.project().reservations().get(reservation.id()).active()) {
                wasLost();
            }
        } catch (IntermuteException e) {
            if (!isOver(e)) {
                return Optional.of(e);
            }
            wasLost();
        }
        return Optional.empty();
    }

    private void release(Optional<IntermuteException> unseen) {
        if (lost) {
            return;
        }
        unseen.or(this::released)
                .ifPresent(e -> printer.warning(
                        "the reservation couldn't be given back, and ends by itself: " + e.getMessage()));
    }

    /** @return what kept it from giving the reservation back */
    private Optional<IntermuteException> released() {
        try {
            agent.release(reservation.id());
            return Optional.empty();
        } catch (IntermuteException e) {
            return Optional.of(e);
        }
    }

    private void wasLost() {
        lost = true;
        printer.warning("the reservation was lost while the command ran");
    }

    private static void forget(Thread atSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(atSignal);
        } catch (IllegalStateException e) {
            // A signal has come in this very moment: it ends the process with the command's code.
            Thread.yield();
        }
    }
}
