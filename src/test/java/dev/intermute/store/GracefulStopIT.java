package dev.intermute.store;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedServer;
import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class GracefulStopIT {
    private static final int CLIENTS = 16;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void a_stop_under_load_answers_all_that_it_stores() throws Exception {
        Path folder = PackagedServer.freshFolder();
        List<Thread> clients = new ArrayList<>();
        try (PackagedServer server = PackagedServer.start(folder)) {
            String url = server.url();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(client(url, i));
            }
            Awaitility.await().until(() -> acknowledged.size() > 200);

            assertThat(server.terminate()).isZero();

            stopped.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(folder.resolve("test.db")).exists();
            assertThat(folder.resolve("test.db-wal")).doesNotExist();
            assertThat(server.err()).doesNotContain("Exception");
        }

        assertThat(acknowledged).hasSize((int) stored(folder));
    }

    /** Sends one message after the other until the service is gone. */
    private Thread client(String url, int number) {
        HttpClient http = HttpClient.newHttpClient();
        Thread thread = new Thread(() -> {
            for (int i = 0; !stopped.get(); i++) {
                String id = number + "-" + i;
                try {
                    HttpRequest send = HttpRequest.newBuilder(URI.create(url + "/api/messages"))
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"id\":\"" + id + "\",\"from\":\"a\",\"to\":[\"b\"],\"body\":\"x\"}"))
                            .build();
                    if (http.send(send, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
                        acknowledged.add(id);
                    }
                } catch (java.io.IOException e) {
                    // Refused or cut off before it was taken: what matters is that nothing of it is stored.
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
        thread.start();
        return thread;
    }

    private static long stored(Path folder) throws SQLException {
        try (TestDatabase database = TestDatabase.open(folder.resolve("test.db").toString())) {
            return database.number("select count(*) from messages");
        }
    }
}
