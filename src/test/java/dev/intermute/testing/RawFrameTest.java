package dev.intermute.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests' own frames are those of RFC 6455: its examples, section 5.7. */
class RawFrameTest {

    @Test
    void frames_are_written_as_in_the_examples() {
        assertThat(hex(RawFrame.text("Hello").unmasked())).isEqualTo("810548656c6c6f");
        assertThat(hex(RawFrame.text("Hello"))).isEqualTo("818537fa213d7f9f4d5158");
        assertThat(hex(RawFrame.text("Hel").unmasked().unfinished())).isEqualTo("010348656c");
        assertThat(hex(RawFrame.of(RawFrame.CONTINUATION, "lo").unmasked())).isEqualTo("80026c6f");
        assertThat(hex(RawFrame.ping("Hello").unmasked())).isEqualTo("890548656c6c6f");
        assertThat(hex(RawFrame.of(RawFrame.PONG, "Hello"))).isEqualTo("8a8537fa213d7f9f4d5158");
        assertThat(hex(RawFrame.of(RawFrame.BINARY, new byte[256]).unmasked())).startsWith("827e010000");
        assertThat(hex(RawFrame.of(RawFrame.BINARY, new byte[65_536]).unmasked()))
                .startsWith("827f000000000001000000");
        assertThat(hex(RawFrame.close(1000, "").unmasked())).isEqualTo("880203e8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
    void what_was_written_is_read_again(int length) throws IOException {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 'x');
        RawFrame frame = RawFrame.of(RawFrame.TEXT, payload).unmasked();

        RawFrame again = RawFrame.read(new ByteArrayInputStream(frame.bytes())).orElseThrow();

        assertThat(again).usingRecursiveComparison().isEqualTo(frame);
    }

    @Test
    void odd_heads_are_written_as_they_are_meant() {
        assertThat(hex(RawFrame.text("").unmasked().reserving(5))).isEqualTo("d100");
        assertThat(hex(RawFrame.text("").unmasked().declaring(Long.MIN_VALUE))).isEqualTo("817f8000000000000000");
        assertThat(hex(RawFrame.text("a").unmasked().in(RawFrame.LengthForm.BITS_16)))
                .isEqualTo("817e000161");
    }

    private static String hex(RawFrame frame) {
        return HexFormat.of().formatHex(frame.bytes());
    }
}
