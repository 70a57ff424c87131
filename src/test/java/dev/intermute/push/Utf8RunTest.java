package dev.intermute.push;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8RunTest {
    private static final int TRIES = 200_000;

    @Test
    void every_character_there_is_is_taken() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                assertThat(isUtf8(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)))
                        .isTrue();
            }
        }
    }

    @Test
    void any_bytes_are_judged_as_the_jdk_judges_them() {
        // Bytes around which the rules change, so that many of the tries come close to being text.
        int[] edges = {
            0, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0,
            0xF1, 0xF3, 0xF4, 0xF5, 0xFF
        };
        Random random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[1 + random.nextInt(6)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextInt(4) > 0 ? edges[random.nextInt(edges.length)] : random.nextInt(256));
            }

            assertThat(isUtf8(bytes)).as("%s", bytes).isEqualTo(isUtf8ToTheJdk(bytes));
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        Utf8Run run = new Utf8Run();
        for (byte one : bytes) {
            if (!run.process(one)) {
                return false;
            }
        }
        return run.isWhole();
    }

    private static boolean isUtf8ToTheJdk(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
