package dev.intermute.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What clients tried, what they were told, and what they saw. */
final class History {
    /** Of all lives of the service, by id. */
    final Map<String, Sent> sent = new ConcurrentHashMap<>();
    /** Receipts that were answered, as {@code id name read} or {@code id name ack}. */
    final Map<String, Boolean> receipts = new ConcurrentHashMap<>();
    /** By name. */
    final Map<String, Registered> registered = new ConcurrentHashMap<>();
    /** By the agent's name: what was last answered, then what was tried since. */
    final Map<String, List<String>> focus = new ConcurrentHashMap<>();
    /** The fence of each lease that was granted, by its id. */
    final Map<String, Long> grants = new ConcurrentHashMap<>();
    /** The ids of leases that somebody tried to release, and whether that was answered. */
    final Map<String, Boolean> releases = new ConcurrentHashMap<>();
    /** Of whatever a read or a frame has shown, what each cursor is about: a message or a reservation. */
    final Map<Long, String> seen = new ConcurrentHashMap<>();
    /** What was answered and shouldn't have been. */
    final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();

    final AtomicLong reads = new AtomicLong();
    final AtomicLong signsOfLife = new AtomicLong();
    final AtomicInteger names = new AtomicInteger();

    /** How many writes were answered with success. */
    long answered() {
        return sent.values().stream().mapToLong(one -> one.cursors().size()).sum()
                + receipts.size()
                + grants.size()
                + releases.values().stream().filter(answered -> answered).count()
                + registered.values().stream().filter(Registered::isAnswered).count();
    }

    /** A message or a reservation appeared at this cursor. */
    void saw(long cursor, String id) {
        String before = seen.putIfAbsent(cursor, id);
        if (before != null && !before.equals(id)) {
            complaints.add("at " + cursor + " there was " + before + ", and then " + id);
        }
    }

    /** A message and its later versions, each a whole content. Written by one thread at a time. */
    static final class Sent {
        private final List<Map<String, Object>> versions = new ArrayList<>();
        private final List<Long> cursors = new ArrayList<>();

        /** About to send this content. */
        synchronized void trying(Map<String, Object> content) {
            versions.add(content);
        }

        /** The last content was stored at this cursor. */
        synchronized void answered(long cursor) {
            cursors.add(cursor);
        }

        /** Where each answered version was stored. */
        synchronized List<Long> cursors() {
            return List.copyOf(cursors);
        }

        /** The content of this version. */
        synchronized Map<String, Object> version(int number) {
            return versions.get(number);
        }

        /** What was tried last, if no answer has come. */
        synchronized Optional<Map<String, Object>> open() {
            return versions.size() > cursors.size() ? Optional.of(versions.get(versions.size() - 1)) : Optional.empty();
        }

        /** The last content that was answered. */
        synchronized Optional<Map<String, Object>> last() {
            return cursors.isEmpty() ? Optional.empty() : Optional.of(versions.get(cursors.size() - 1));
        }
    }

    /**
     * A registration.
     *
     * @param id the agent's, {@code null} where no answer has come
     */
    record Registered(String session, String id, String token) {
        boolean isAnswered() {
            return id != null;
        }
    }
}
