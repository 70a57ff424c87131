package dev.intermute.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Each request registers an agent under a name of its own. */
final class Registrations implements Requests {
    private static final int WIDTH = 12;
    private static final String BLANK = "agent-" + "0".repeat(WIDTH);

    private final AtomicLong numbers;
    private final byte[] request;
    private final int offset;
    private final ByteBuffer buffer;

    /** @param numbers shared by all connections, over all rounds */
    Registrations(RequestBytes encoder, String project, AtomicLong numbers) {
        this.numbers = numbers;
        this.request = encoder.post("/api/agents", "{\"project\":\"" + project + "\",\"name\":\"" + BLANK + "\"}");
        byte[] blank = BLANK.getBytes(StandardCharsets.US_ASCII);
        this.offset = Digits.find(request, 0, request.length, blank) + blank.length - WIDTH;
        this.buffer = ByteBuffer.wrap(request);
    }

    @Override
    public ByteBuffer next(long due) {
        Digits.write(request, offset, WIDTH, numbers.incrementAndGet());
        return buffer.rewind();
    }
}
