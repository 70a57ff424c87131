package dev.intermute.store;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** More reads at once than there are connections for. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ReadOverloadTest {
    @Inject
    Reader reader;

    @Inject
    StoreConfig config;

    @Test
    void a_read_that_gets_no_connection_is_told_to_come_again() throws Exception {
        int readers = config.store().readers();
        CountDownLatch reading = new CountDownLatch(readers);
        CountDownLatch enough = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        List<Future<String>> reads = IntStream.range(0, readers)
                .mapToObj(i -> threads.submit(() -> reader.read(() -> {
                    reading.countDown();
                    await(enough);
                    return "read";
                })))
                .toList();

        try {
            assertThat(reading.await(30, TimeUnit.SECONDS))
                    .as("all of them read")
                    .isTrue();
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> reader.read(() -> "never"))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        } finally {
            enough.countDown();
            threads.shutdown();
        }

        for (Future<String> read : reads) {
            assertThat(read.get()).isEqualTo("read");
        }
        assertThat(reader.read(() -> "again")).isEqualTo("again");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
