package dev.intermute.bench;

import java.nio.ByteBuffer;
import java.util.List;

/** The same requests over and over; each connection begins at another one. */
final class Rotation implements Requests {
    private final ByteBuffer[] requests;
    private int next;

    Rotation(List<byte[]> requests, int connection) {
        this.requests = requests.stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
        this.next = connection % this.requests.length;
    }

    @Override
    public ByteBuffer next(long due) {
        ByteBuffer request = requests[next];
        next = (next + 1) % requests.length;
        return request.rewind();
    }
}
