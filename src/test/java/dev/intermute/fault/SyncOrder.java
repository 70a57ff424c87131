package dev.intermute.fault;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.intermute.fault.SystemCalls.Call;

/**
 * Finds out from system calls what left the process before it was on disk. An id is on disk when SQLite's log has the
 * page that it first appears on and all frames of that transaction up to the one that ends it, and a sync of the log has
 * returned that began after that. (See "The WAL file format" in SQLite's documentation: each frame has a header of 24
 * bytes, in which the second number isn't zero where a transaction ends.)
 *
 * <p>What strace shows first happened first wherever the one waits for the other, for it sees each thread's call begin
 * and return before it lets the thread go on. So an answer that waits for the disk is never taken for one that doesn't.
 */
final class SyncOrder {
    private static final String LOG = "-wal";
    private static final int FRAME_HEADER_BYTES = 24;
    private static final Pattern LENGTH = Pattern.compile(".*\", (\\d+), \\d+.*");

    private final Pattern ids;
    private final Map<String, Integer> committed = new HashMap<>();
    private final Map<String, Integer> left = new HashMap<>();
    private final List<Call> syncs = new ArrayList<>();
    private final Set<String> inTransaction = new HashSet<>();
    private boolean ends;

    /** @param ids what an id looks like */
    SyncOrder(Pattern ids, List<Call> calls) {
        this.ids = ids;
        for (Call call : calls) {
            if (call.isOn(LOG)) {
                logged(call);
            } else if (call.isToSocket()) {
                each(call, id -> left.putIfAbsent(id, call.begin()));
            }
        }
    }

    private void logged(Call call) {
        if (call.isSync()) {
            syncs.add(call);
            return;
        }
        Matcher length = LENGTH.matcher(call.arguments());
        if (length.matches() && Integer.parseInt(length.group(1)) == FRAME_HEADER_BYTES) {
            ends = ByteBuffer.wrap(call.bytes()).getInt(Integer.BYTES) != 0;
            return;
        }
        each(call, inTransaction::add);
        if (ends) {
            inTransaction.forEach(id -> committed.putIfAbsent(id, call.end()));
            inTransaction.clear();
            ends = false;
        }
    }

    private void each(Call call, Consumer<String> action) {
        Matcher matcher = ids.matcher(call.arguments());
        while (matcher.find()) {
            action.accept(matcher.group());
        }
    }

    /** The ids that have left the process. */
    Set<String> left() {
        return left.keySet();
    }

    /** The ids that have left before they were on disk. */
    List<String> early() {
        return left.keySet().stream()
                .filter(id -> left.get(id) < onDisk(id))
                .sorted()
                .toList();
    }

    /** How many syncs of the log there were. */
    int syncs() {
        return syncs.size();
    }

    /** The line in which the sync returned that an id waits for; beyond all lines if it never did. */
    private int onDisk(String id) {
        int written = committed.getOrDefault(id, Integer.MAX_VALUE);
        return syncs.stream()
                .filter(sync -> sync.begin() > written)
                .mapToInt(Call::end)
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
