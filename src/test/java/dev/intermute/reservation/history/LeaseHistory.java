package dev.intermute.reservation.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** What clients did and were told; of any number of threads. */
final class LeaseHistory {
    /** Reads and writes the components of a record, and nothing that is made from them. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    void add(Operation operation) {
        operations.add(operation);
        size.incrementAndGet();
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    int size() {
        return size.get();
    }

    /**
     * Adds what a client process has written to its file. It writes a line before each request, with the outcome that the
     * request has if nothing else comes, and one after: so a request that was under way when the process was killed is known
     * to be unanswered, and no more is lost than the line that was being written, of which the request wasn't sent or was
     * noted before.
     */
    void addAllOf(Path file) {
        try {
            String text = Files.readString(file);
            Operation open = null;
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                Operation read = JSON.readValue(line, Operation.class);
                if (open != null && open.start() != read.start()) {
                    add(open);
                }
                open = read.isAnswered() ? null : read;
                if (read.isAnswered()) {
                    add(read);
                }
            }
            if (open != null) {
                add(open);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a client process puts down what it does, each line at once handed to the operating system. */
    static final class Pen implements Caller.Recorder, AutoCloseable {
        private final Writer file;

        Pen(Path file) throws IOException {
            this.file = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public void trying(Operation unanswered) {
            done(unanswered);
        }

        @Override
        public void done(Operation operation) {
            try {
                file.write(JSON.writeValueAsString(operation) + "\n");
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
