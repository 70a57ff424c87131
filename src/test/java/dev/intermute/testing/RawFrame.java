package dev.intermute.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A frame of RFC 6455, section 5.2, sound or not.
 *
 * @param reserved the three reserved bits, as a number from 0 to 7
 * @param declaredLength the length that its head tells, whatever the payload has
 * @param lengthForm how its head tells it: 0 in the 7 bits themselves, 2 or 8 bytes behind them
 */
public record RawFrame(
        boolean fin,
        int reserved,
        int opcode,
        boolean masked,
        byte[] payload,
        long declaredLength,
        LengthForm lengthForm) {
    /** The ways in which a head tells a length. */
    public enum LengthForm {
        /** Up to 125. */
        BITS_7,
        /** Two more bytes. */
        BITS_16,
        /** Eight more bytes. */
        BITS_64;

        private static LengthForm shortest(long length) {
            if (length <= 125) {
                return BITS_7;
            }
            return length <= 0xffff ? BITS_16 : BITS_64;
        }
    }

    /** A further part of a message. */
    public static final int CONTINUATION = 0x0;
    /** A message of text, or its first part. */
    public static final int TEXT = 0x1;
    /** A message of bytes, or its first part. */
    public static final int BINARY = 0x2;
    /** The end. */
    public static final int CLOSE = 0x8;
    /** A question whether the other one is there. */
    public static final int PING = 0x9;
    /** The answer to it. */
    public static final int PONG = 0xA;

    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    /** A sound frame as a client sends it. */
    public static RawFrame of(int opcode, byte[] payload) {
        return new RawFrame(true, 0, opcode, true, payload, payload.length, LengthForm.shortest(payload.length));
    }

    /** A sound frame as a client sends it. */
    public static RawFrame of(int opcode, String payload) {
        return of(opcode, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** A message of text. */
    public static RawFrame text(String text) {
        return of(TEXT, text);
    }

    /** A ping with this payload. */
    public static RawFrame ping(String payload) {
        return of(PING, payload);
    }

    /** A close with this code and reason. */
    public static RawFrame close(int code, String reason) {
        return close(code, reason.getBytes(StandardCharsets.UTF_8));
    }

    /** A close with this code and a reason that need not be text. */
    public static RawFrame close(int code, byte[] reason) {
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + reason.length)
                        .putShort((short) code)
                        .put(reason)
                        .array());
    }

    /** The same without a mask, as only servers send it. */
    public RawFrame unmasked() {
        return new RawFrame(fin, reserved, opcode, false, payload, declaredLength, lengthForm);
    }

    /** The same with reserved bits, 1 to 7. */
    public RawFrame reserving(int bits) {
        return new RawFrame(fin, bits, opcode, masked, payload, declaredLength, lengthForm);
    }

    /** The same as one that is not the last of its message. */
    public RawFrame unfinished() {
        return new RawFrame(false, reserved, opcode, masked, payload, declaredLength, lengthForm);
    }

    /** The same with a head that tells another length, in its shortest form. */
    public RawFrame declaring(long length) {
        LengthForm form = length < 0 ? LengthForm.BITS_64 : LengthForm.shortest(length);
        return new RawFrame(fin, reserved, opcode, masked, payload, length, form);
    }

    /** The same with its length told in this form. */
    public RawFrame in(LengthForm form) {
        return new RawFrame(fin, reserved, opcode, masked, payload, declaredLength, form);
    }

    /** What goes over the wire. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.write((fin ? 0x80 : 0) | reserved << 4 | opcode);
        int maskBit = masked ? 0x80 : 0;
        switch (lengthForm) {
            case BITS_7 -> out.write(maskBit | (int) declaredLength);
            case BITS_16 -> {
                out.write(maskBit | 126);
                out.writeBytes(
                        ByteBuffer.allocate(2).putShort((short) declaredLength).array());
            }
            case BITS_64 -> {
                out.write(maskBit | 127);
                out.writeBytes(ByteBuffer.allocate(8).putLong(declaredLength).array());
            }
        }
        if (!masked) {
            out.writeBytes(payload);
            return out.toByteArray();
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return out.toByteArray();
    }

    /** Reads the next frame; nothing where the stream is at its end. */
    static Optional<RawFrame> read(InputStream stream) throws IOException {
        int first = stream.read();
        if (first < 0) {
            return Optional.empty();
        }
        DataInputStream in = new DataInputStream(stream);
        int second = in.readUnsignedByte();
        LengthForm form = switch (second & 0x7f) {
            case 126 -> LengthForm.BITS_16;
            case 127 -> LengthForm.BITS_64;
            default -> LengthForm.BITS_7;
        };
        long length = switch (form) {
            case BITS_7 -> second & 0x7f;
            case BITS_16 -> in.readUnsignedShort();
            case BITS_64 -> in.readLong();
        };
        boolean masked = (second & 0x80) != 0;
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        if (payload.length < length) {
            throw new EOFException("the stream ends within a frame");
        }
        return Optional.of(
                new RawFrame((first & 0x80) != 0, first >> 4 & 0x7, first & 0xf, masked, payload, length, form));
    }

    /** The payload as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close; 1005 where it has none, as RFC 6455, section 7.1.5, says. */
    public int closeCode() {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    /** The reason of a close. */
    public String closeReason() {
        return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "frame of opcode " + opcode + ": " + (opcode == CLOSE ? closeCode() + " " + closeReason() : text());
    }
}
