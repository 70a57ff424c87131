package dev.intermute.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A plan carried out once: opening takes the time it takes, running is what is measured. */
final class Round implements AutoCloseable {
    /** What the frames that came through sockets are listed under. */
    static final String RECEIPT = "receipt";

    private final Plan plan;
    private final List<EventLoop> loops = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /**
     * What came of it.
     *
     * @param tallies one a kind
     * @param busy of the busiest thread of the generator, the share of time in which it wasn't waiting
     * @param generatorCpu of all its threads
     */
    record Outcome(Map<String, Tally> tallies, long start, long end, double busy, Duration generatorCpu) {
        /** From the start to the end, or to the last success of this kind if that was later. */
        double seconds(Tally tally) {
            return (Math.max(tally.lastAt(), end) - start) / 1e9;
        }
    }

    private Round(Plan plan) {
        this.plan = plan;
    }

    /** Opens all connections and sockets of a plan. */
    static Round open(URI server, Plan plan, int threads) throws IOException {
        Round round = new Round(plan);
        AtomicInteger sending = new AtomicInteger(threads);
        for (int i = 0; i < threads; i++) {
            round.loops.add(new EventLoop(server, sending));
        }
        List<Subscription> subscriptions = plan.subscriptions();
        for (int i = 0; i < subscriptions.size(); i++) {
            round.loops.get(i % threads).listen(subscriptions.get(i));
        }
        for (Lane lane : plan.lanes()) {
            round.spread(lane);
        }
        return round;
    }

    /** Runs it for this long, and until everything that was due is answered. */
    Outcome run(Duration length) throws IOException {
        long start = System.nanoTime();
        long end = start + length.toNanos();
        for (EventLoop loop : loops) {
            loop.begin(start, end);
        }
        List<Metronome> metronomes = loops.stream().map(Metronome::new).toList();
        List<Future<EventLoop.Effort>> running =
                loops.stream().map(threads::submit).toList();
        metronomes.forEach(threads::execute);
        try {
            List<EventLoop.Effort> efforts = new ArrayList<>();
            for (Future<EventLoop.Effort> each : running) {
                efforts.add(each.get());
            }
            return outcome(start, end, efforts);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            metronomes.forEach(Metronome::stop);
        }
    }

    private void spread(Lane lane) throws IOException {
        for (int i = 0; i < loops.size(); i++) {
            List<Requests> share = new ArrayList<>();
            for (int j = i; j < lane.connections().size(); j += loops.size()) {
                share.add(lane.connections().get(j));
            }
            loops.get(i).send(lane, share);
        }
    }

    private Outcome outcome(long start, long end, List<EventLoop.Effort> efforts) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (EventLoop loop : loops) {
            for (LaneRun lane : loop.lanes()) {
                tallies.computeIfAbsent(lane.kind(), kind -> new Tally()).add(lane.tally());
            }
            if (!plan.subscriptions().isEmpty()) {
                tallies.computeIfAbsent(RECEIPT, kind -> new Tally()).add(loop.receipts());
            }
        }
        double busy = efforts.stream().mapToDouble(EventLoop.Effort::busy).max().orElse(0);
        long cpu = efforts.stream().mapToLong(EventLoop.Effort::cpuNanos).sum();
        return new Outcome(tallies, start, end, busy, Duration.ofNanos(cpu));
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        for (EventLoop loop : loops) {
            loop.close();
        }
    }
}
