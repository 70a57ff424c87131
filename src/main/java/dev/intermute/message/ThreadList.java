package dev.intermute.message;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.store.Reader;

/** Reading threads. */
@ApplicationScoped
class ThreadList {
    private final Reader reader;
    private final ThreadRepository threads;
    private final MessageRepository messages;

    ThreadList(Reader reader, ThreadRepository threads, MessageRepository messages) {
        this.reader = reader;
        this.threads = threads;
        this.messages = messages;
    }

    /** A mailbox's threads below a cursor (0: from the newest), newest first. */
    ThreadPage before(String project, String mailbox, long cursor, int limit) {
        long bound = cursor == 0 ? Long.MAX_VALUE : cursor;
        List<ThreadView> found =
                reader.read(() -> threads.before(project, mailbox, bound, limit + 1, ThreadView.PREVIEW).stream()
                        .map(ThreadList::view)
                        .toList());
        List<ThreadView> page = found.subList(0, Math.min(limit, found.size()));
        long position = page.isEmpty() ? cursor : page.get(page.size() - 1).lastCursor();
        return new ThreadPage(page, position, found.size() > limit);
    }

    private static ThreadView view(Object[] row) {
        ThreadEntry entry = (ThreadEntry) row[0];
        return new ThreadView(
                entry.threadId, entry.lastCursor, entry.messageCount, (String) row[1], (String) row[2], (Instant)
                        row[3]);
    }

    /** A thread's messages after a cursor, oldest first. */
    MessagePage messages(String project, String threadId, long cursor, int limit) {
        return reader.read(() -> MessagePage.collect(
                        messages.inThread(project, threadId, cursor, limit + 1),
                        limit,
                        () -> Math.max(cursor, messages.headOfThread(project, threadId)))
                .ofThread(threadId));
    }
}
