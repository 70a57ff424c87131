package dev.intermute.http;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.junit.jupiter.api.Test;

import dev.intermute.message.Kind;
import dev.intermute.message.MessageView;
import dev.intermute.message.MessageView.RecipientView;

import static org.assertj.core.api.Assertions.assertThat;

/** What writes messages by hand writes what Jackson finds in them by itself. */
class MessageJsonTest {
    private static final Instant TIME = Instant.parse("2026-11-26T01:02:03.456789Z");

    private final ObjectMapper byHand = mapper();
    private final ObjectMapper byReflection = mapper().addMixIn(MessageView.class, Reflected.class);

    private static ObjectMapper mapper() {
        return new JsonMapper().mapper(List.of(new JsonSettings(), ObjectMapper::findAndRegisterModules));
    }

    @Test
    void one_that_has_everything() throws JsonProcessingException {
        MessageView full = new MessageView(
                "m-1",
                "t-1",
                "p \"quoted\" \\ \u0007",
                "ada",
                List.of("bob", "grüße 😀"),
                List.of("carol"),
                "subject",
                "topic",
                "line\nline",
                "high",
                true,
                TIME,
                Long.MAX_VALUE,
                Kind.BCC,
                TIME.plusSeconds(1),
                TIME.plusSeconds(2),
                List.of(new RecipientView("bob", Kind.TO, TIME, null)));

        assertThat(byReflection.valueToTree(full).size()).isEqualTo(MessageView.class.getRecordComponents().length);
        assertWrittenAlike(full);
    }

    @Test
    void one_that_has_nothing_but_what_each_has() throws JsonProcessingException {
        MessageView bare = new MessageView(
                "m-1", null, "p", "ada", List.of(), List.of(), null, null, "", null, false, TIME, 1, null, null, null,
                null);

        assertWrittenAlike(bare);
        assertThat(byHand.writeValueAsString(bare))
                .isEqualTo(
                        "{\"id\":\"m-1\",\"thread_id\":\"\",\"project\":\"p\",\"from\":\"ada\",\"to\":[],\"body\":\"\","
                                + "\"created_at\":\"2026-11-26T01:02:03.456789Z\",\"cursor\":1}");
    }

    private void assertWrittenAlike(MessageView message) throws JsonProcessingException {
        assertThat(byHand.writeValueAsString(message)).isEqualTo(byReflection.writeValueAsString(message));
    }

    @JsonSerialize(using = JsonSerializer.None.class)
    private interface Reflected {}
}
