package dev.intermute.store;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** More reads at once than there are connections for. */
@QuarkusTest
@TestProfile(ReadOverloadTest.OneReader.class)
@WithTestResource(TestServer.class)
class ReadOverloadTest {
    /** One read at a time. */
    public static class OneReader implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("intermute.store.readers", "1");
        }
    }

    @Inject
    Reader reader;

    @Test
    void a_read_that_gets_no_connection_is_told_to_come_again() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> reader.read(() -> {
            reading.countDown();
            await(enough);
            return "read";
        }));
        reading.await();

        try {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> reader.read(() -> "never"))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        } finally {
            enough.countDown();
        }

        assertThat(first.get()).isEqualTo("read");
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
