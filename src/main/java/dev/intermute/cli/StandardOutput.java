package dev.intermute.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** Where results go. Remembers what couldn't be written: a {@code PrintWriter} over it doesn't tell why, and says nothing. */
final class StandardOutput extends FilterOutputStream {
    /** As Linux and macOS put it. In a language that has other words for it, it counts as any other failure. */
    private static final String READER_GONE = "broken pipe";

    private boolean written;
    private String failure;

    StandardOutput(OutputStream to) {
        super(to);
    }

    /**
     * Why something that was to be told is lost.
     *
     * @return nothing as long as nothing is, and when whoever read it has gone after it had read something: it has seen enough
     */
    Optional<String> loss() {
        return Optional.ofNullable(failure).filter(reason -> !(written && isReaderGone(reason)));
    }

    private static boolean isReaderGone(String reason) {
        return reason.toLowerCase(Locale.ROOT).contains(READER_GONE);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
            written = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private IOException failed(IOException e) {
        failure = String.valueOf(e.getMessage());
        return e;
    }
}
