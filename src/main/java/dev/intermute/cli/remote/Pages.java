package dev.intermute.cli.remote;

import dev.intermute.client.Page;

/** Options that say which page. */
final class Pages {
    private static final int MAX = 1_000;

    private Pages() {}

    static Page of(RemoteCommand command, long since, int limit) {
        if (since < 0) {
            throw command.usage("--since must be a cursor, hence at least 0, not " + since);
        }
        if (limit < 1 || limit > MAX) {
            throw command.usage("--limit must be from 1 to " + MAX + ", not " + limit);
        }
        return Page.after(since).limit(limit);
    }
}
