package dev.intermute.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.RawSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/** One socket of 101 stops reading. It is told where to resume, and nobody else notices. */
class SlowReaderIT {
    private static final int READERS = 100;
    private static final int WARM_UP = 500;
    private static final int ALONE = 1_000;
    private static final int WITH_THE_STOPPED = 6_700;
    /** The service needs some 25 MB; the messages of the long round, of 6 KiB each, are more than the rest. */
    private static final String MEMORY = "-Xmx64m";

    private static final double MORE_HEAP = 12 << 20;
    /** No machine is so busy that a send takes this long because of a reader. */
    private static final double LEAST_SLOW_MILLIS = 2_000;

    /** 16 MB: the service keeps a thousand for a socket, and the kernel up to 4 MB. */
    private static final int ENOUGH_TO_FALL_BEHIND = 2_500;

    private static final int SMALL_BUFFER_BYTES = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/ws/events?project=p";

    @Test
    void a_socket_that_stops_reading_is_told_where_to_resume_and_slows_nobody() throws Exception {
        try (PackagedServer server = PackagedServer.startWith(MEMORY, PackagedServer.freshFolder(), Map.of());
                Fanout fanout = new Fanout(server.url(), "p", READERS)) {
            fanout.send(WARM_UP);
            Fanout.Round without = fanout.send(ALONE);
            double heapBefore = heap(server);
            try (RawSubscriber stopped = new RawSubscriber(server.url(), PATH, SMALL_BUFFER_BYTES, 1)) {
                int before = fanout.sent();
                CompletableFuture<Long> told = CompletableFuture.supplyAsync(() -> {
                    Awaitility.await().atMost(PATIENCE).until(() -> closedSlowReaders(server) == 1);
                    return readToTheEnd(stopped, before);
                });

                Fanout.Round with = fanout.send(WITH_THE_STOPPED);

                long last = told.get();
                resume(server.url(), last, fanout.sent());
                double heapAfter = heap(server);
                say("100 that read:                  %s", without);
                say("100 that read, one that stopped: %s; it was closed after %d frames", with, last - before);
                say("heap in use: before %.1f MB, after %.1f MB", mb(heapBefore), mb(heapAfter));
                fanout.assertThatAllAreAt(fanout.sent());
                assertThat(with.p99Millis()).isLessThan(Math.max(10 * without.p99Millis(), LEAST_SLOW_MILLIS));
                assertThat(with.slowestMillis()).isLessThan(Math.max(10 * without.slowestMillis(), LEAST_SLOW_MILLIS));
                if (!PackagedProgram.isNative()) {
                    assertThat(heapAfter).isLessThan(heapBefore + MORE_HEAP);
                }
                assertThat(server.err()).doesNotContain("OutOfMemory", "OutOfDirectMemory", "Exception");
            }
        }
    }

    @Test
    void a_socket_that_never_reads_again_is_cut_off() throws Exception {
        Map<String, String> impatient = Map.of("INTERMUTE_PUSH_SILENCE", "2s", "INTERMUTE_PUSH_PING_INTERVAL", "500ms");
        try (PackagedServer server = PackagedServer.start(PackagedServer.freshFolder(), impatient, "--db", "test.db");
                Fanout fanout = new Fanout(server.url(), "p", 1);
                RawSubscriber stopped = new RawSubscriber(server.url(), PATH, SMALL_BUFFER_BYTES, 1)) {
            fanout.send(ENOUGH_TO_FALL_BEHIND);

            Awaitility.await().atMost(PATIENCE).until(() -> server.metric("intermute_push_sockets", "") == 1);

            assertThat(server.metric("intermute_push_queue_depth", "")).isZero();
            fanout.assertThatAllAreAt(fanout.sent());
            assertThat(stopped.nextCursor())
                    .as("what the kernel still has of it")
                    .isEqualTo(1);
            assertThat(server.err()).doesNotContain("Exception");
        }
    }

    /** The frames up to some cursor are there, without a gap, and then the word that this was the last. */
    private static long readToTheEnd(RawSubscriber stopped, long before) {
        try {
            long last = before;
            RawSubscriber.Frame frame = stopped.next();
            while (frame instanceof RawSubscriber.Text text) {
                assertThat(text.cursor()).isEqualTo(last + 1);
                last = text.cursor();
                frame = stopped.next();
            }
            assertThat(frame).isEqualTo(new RawSubscriber.End(1013, "resume from cursor " + last));
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the rest, without a gap. */
    private static void resume(String base, long since, long head) throws IOException {
        try (RawSubscriber again = new RawSubscriber(base, PATH + "&since_cursor=" + since, 0, 64 * 1024)) {
            for (long cursor = since + 1; cursor <= head; cursor++) {
                assertThat(again.nextCursor()).isEqualTo(cursor);
            }
        }
    }

    private static double closedSlowReaders(PackagedServer server) {
        return server.metric("intermute_push_slow_readers_closed_total", "");
    }

    /** What it can't do without. */
    private static double heap(PackagedServer server) {
        if (!PackagedProgram.isNative()) {
            server.collectGarbage();
        }
        return server.metric("jvm_memory_used_bytes", "area=\"heap\"");
    }

    private static double mb(double bytes) {
        return bytes / (1 << 20);
    }

    private static void say(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }
}
