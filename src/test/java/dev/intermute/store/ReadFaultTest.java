package dev.intermute.store;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** After an I/O error, or without memory, SQLite has ended the transaction of a read by itself. */
@QuarkusTest
@WithTestResource(TestServer.class)
class ReadFaultTest {
    @Inject
    Reader reader;

    @Inject
    CurrentSession session;

    @Test
    void a_fault_that_ends_the_transaction_is_retried_and_told_as_a_fault() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> reader.read(() -> fail(attempts)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));

        assertThat(attempts).hasValue(4);
        assertThat(reader.read(this::one)).isEqualTo(1);
    }

    private int fail(AtomicInteger attempts) {
        attempts.incrementAndGet();
        session.get().doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("rollback");
            }
        });
        throw new IllegalStateException(new SQLiteException("as the driver says it", SQLiteErrorCode.SQLITE_IOERR));
    }

    private int one() {
        return session.get().createNativeQuery("select 1", Integer.class).getSingleResult();
    }
}
