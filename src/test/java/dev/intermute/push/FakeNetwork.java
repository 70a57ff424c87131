package dev.intermute.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A network that takes each frame at once, or holds on to the first until told otherwise. */
final class FakeNetwork implements Outlet {
    final List<String> sent = new ArrayList<>();
    /** How many frames came together, each time. */
    final List<Integer> together = new ArrayList<>();

    final List<String> closed = new ArrayList<>();
    private final Deque<CompletableFuture<Void>> held = new ArrayDeque<>();
    int messagesTaken;
    private boolean holding;

    void hold() {
        holding = true;
    }

    void letGo() {
        holding = false;
        while (!held.isEmpty()) {
            held.poll().complete(null);
        }
    }

    List<Long> cursors() {
        return sent.stream()
                .map(text -> Long.parseLong(text.replaceAll("^.*?\"cursor\":(\\d+).*$", "$1")))
                .toList();
    }

    @Override
    public CompletionStage<Void> send(List<Outgoing> frames, Consumer<Outgoing> written) {
        together.add(frames.size());
        for (Outgoing frame : frames) {
            sent.add(frame.payload().toString());
            written.accept(frame);
        }
        CompletableFuture<Void> taken = new CompletableFuture<>();
        if (holding) {
            held.add(taken);
        } else {
            taken.complete(null);
        }
        return taken;
    }

    @Override
    public CompletionStage<Void> ping() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close(CloseCode code, Supplier<String> reason) {
        closed.add(code.code() + " " + reason.get());
    }

    @Override
    public long takenAt() {
        return System.nanoTime() - TimeUnit.HOURS.toNanos(1);
    }

    @Override
    public long heardAt() {
        return System.nanoTime();
    }

    @Override
    public void takeNext() {
        messagesTaken++;
    }

    @Override
    public void abort() {}
}
