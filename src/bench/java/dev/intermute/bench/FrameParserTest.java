package dev.intermute.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.RawFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FrameParserTest {
    private static final String LONG_TEXT = "x".repeat(300);
    private static final String VERY_LONG_TEXT = "y".repeat(70_000);

    private final List<String> told = new ArrayList<>();
    private FrameParser parser;

    @BeforeEach
    void listen() {
        told.clear();
        parser = new FrameParser(new FrameParser.Listener() {
            @Override
            public void text(byte[] bytes, int offset, int length) {
                told.add("text " + new String(bytes, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void ping(byte[] payload) {
                told.add("ping " + new String(payload, StandardCharsets.UTF_8));
            }

            @Override
            public void close(int code, String reason) {
                told.add("close " + code + " " + reason);
            }
        });
    }

    @Test
    void frames_of_every_length_are_told_in_order() throws IOException {
        feed(bytes("a", LONG_TEXT, "", VERY_LONG_TEXT));

        assertThat(told).containsExactly("text a", "text " + LONG_TEXT, "text ", "text " + VERY_LONG_TEXT);
    }

    @Test
    void frames_may_be_cut_anywhere() throws IOException {
        byte[] all = bytes("a", LONG_TEXT, "b");
        for (int split = 0; split <= all.length; split++) {
            listen();
            parser.feed(all, 0, split);
            parser.feed(all, split, all.length - split);

            assertThat(told).containsExactly("text a", "text " + LONG_TEXT, "text b");
        }
    }

    @Test
    void pings_and_the_end_are_told_too() throws IOException {
        feed(RawFrame.ping("there?").unmasked().bytes());
        feed(RawFrame.close(1013, "resume from cursor 7").unmasked().bytes());

        assertThat(told).containsExactly("ping there?", "close 1013 resume from cursor 7");
    }

    @Test
    void a_masked_frame_or_a_part_of_a_message_is_refused() {
        assertThatThrownBy(() -> feed(RawFrame.text("a").bytes())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> feed(RawFrame.text("a").unmasked().unfinished().bytes()))
                .isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.writeBytes(RawFrame.text(text).unmasked().bytes());
        }
        return all.toByteArray();
    }

    private void feed(byte[] bytes) throws IOException {
        parser.feed(bytes, 0, bytes.length);
    }
}
