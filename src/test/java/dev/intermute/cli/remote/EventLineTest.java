package dev.intermute.cli.remote;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.intermute.client.Event;
import dev.intermute.client.IntermuteClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Events that a later service may send; WatchCommandTest shows those of this one. */
class EventLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nobody is asked: there is no service. */
    private final IntermuteClient client =
            IntermuteClient.at("http://127.0.0.1:1").open();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "message.pinned | {} | m1 by",
                "reservation.moved | {} | :",
                "task.split | {} | t1",
                "fleet.moved | {'title':'x','status':'y','agent':'z'} | t1: x, y, z"
            })
    void a_type_that_is_not_known_yet_is_a_line_as_well(String type, String data, String end) throws IOException {
        JsonNode fields = JSON.readTree(data.replace('\'', '"'));
        Event event =
                new Event(type, "p", "m1", "t1", "", "", 7, "", Instant.EPOCH, Optional.empty(), Optional.of(fields));

        String line = new EventLine(new Names(client.agents())).of(event);

        assertThat(line.strip()).endsWith(" " + type + " " + end);
    }
}
